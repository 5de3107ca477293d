/**
 * The decision core: a pure fold. {@link dev.drover.master.core.Core#step} turns an input into events and applies
 * them; replaying the events gives the same state.
 *
 * <p>It uses the wire records and the flock, and no I/O, no clock, no threads and no randomness: time comes in with
 * the input. So it can be simulated.
 */
@NullMarked
package dev.drover.master.core;

import org.jspecify.annotations.NullMarked;
