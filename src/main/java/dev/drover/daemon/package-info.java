/**
 * Wires the parts of the daemon, starts them in order and stops them in reverse.
 *
 * <p>May use everything but the command line. It decides nothing.
 */
@NullMarked
package dev.drover.daemon;

import org.jspecify.annotations.NullMarked;
