/**
 * The task graph: whether a list of tasks forms one, in which order it runs, and which strategy fits its shape.
 *
 * <p>May use the wire records and nothing else. Everything here is a pure function: it never learns of files, clocks,
 * threads or agents.
 */
@NullMarked
package dev.drover.flock;

import org.jspecify.annotations.NullMarked;
