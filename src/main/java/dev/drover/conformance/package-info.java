/**
 * The conformance suite: plays the daemon's side of the bus for any agent program, and sees whether it keeps to the
 * written protocol.
 *
 * <p>May use messages, the bus and processes. It must know nothing of Drover's own agent, master or factory: what it
 * asks for stands in {@code src/docs/bus-protocol.md}, and nothing else may be asked for.
 */
@NullMarked
package dev.drover.conformance;

import org.jspecify.annotations.NullMarked;
