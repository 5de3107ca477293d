/**
 * The command line: one class a command, no logic beyond asking and showing.
 *
 * <p>May use everything. What it wants of the daemon it drops on the bus; what it shows it folds from the journal.
 */
@NullMarked
package dev.drover.cli;

import org.jspecify.annotations.NullMarked;
