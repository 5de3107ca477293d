/**
 * What the people of a home decide: its settings, and the definitions of its agents.
 *
 * <p>May use the wire and the data files. It must never know requests, plans or processes.
 */
@NullMarked
package dev.drover.council;

import org.jspecify.annotations.NullMarked;
