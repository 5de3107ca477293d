/**
 * Coding CLIs as backends: programs of other people that change a folder by themselves, each described by a file of
 * {@code council/backends}.
 *
 * <p>Runs them in an environment of their own and reads what they print, which is hostile and proves nothing: what they
 * changed is for the caller to read from git and to check. May use the worker's {@code Shell} and data files; never
 * knows packets, the bus or what a task is about.
 */
@NullMarked
package dev.drover.agent.backend;

import org.jspecify.annotations.NullMarked;
