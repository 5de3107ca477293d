/**
 * From a request to a plan: tasks given explicitly, or the decomposition patterns that fit what the words of
 * the request ask for.
 *
 * <p>May use the wire records, {@code flock} for the task graph, {@code datafile} for pattern files and {@code council}
 * for what agent types can do. It decides what is to be done and by which type; never when, where, or by which agent.
 */
@NullMarked
package dev.drover.planning;

import org.jspecify.annotations.NullMarked;
