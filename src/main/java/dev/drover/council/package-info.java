/**
 * What the people of a home decide: its settings, the definitions of its agents, and what a
 * codeword is held against.
 *
 * <p>May use the wire and the data files. It must never know requests, plans or processes.
 */
@NullMarked
package dev.drover.council;

import org.jspecify.annotations.NullMarked;
