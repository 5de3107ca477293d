/**
 * The whole program from outside: a home in a temporary folder, a real daemon, real agent processes, files dropped and
 * files read. What is waited for is waited for with a deadline; nothing sleeps for a fixed time.
 */
@NullMarked
package dev.drover.e2e;

import org.jspecify.annotations.NullMarked;
