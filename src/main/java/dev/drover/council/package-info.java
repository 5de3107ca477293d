/**
 * What the people of a home decide: its settings, the definitions of its agents, and what a codeword is held against;
 * and what follows from the settings alone, as the model server that they name.
 *
 * <p>May use the wire, the data files and the clients of model servers. It must never know requests, plans or processes.
 */
@NullMarked
package dev.drover.council;

import org.jspecify.annotations.NullMarked;
