/**
 * {@code drover bench}: measures this program on the machine it runs on, with real daemons and real agents, and says
 * which targets it meets.
 *
 * <p>Works from outside, as a user does: through the command line, the bus and what the system tells of processes. It
 * must never know how daemon and agents do their work.
 */
@NullMarked
package dev.drover.cli.bench;

import org.jspecify.annotations.NullMarked;
