/**
 * What the people of a home decide: its settings, the definitions of its agents, and what a codeword is held against;
 * the model server that the settings name; and the ledger of what was used of models, with the limits on it.
 *
 * <p>May use the wire, the data files and the clients of model servers. It must never know requests, plans or processes.
 */
@NullMarked
package dev.drover.council;

import org.jspecify.annotations.NullMarked;
