/**
 * The demonstration: a small real project, a daemon of its own, one request, and a check that everything was found and
 * done.
 *
 * <p>May use what the command line may, but none of its commands. It knows the program from outside only: the bus, the
 * journal and git.
 */
@NullMarked
package dev.drover.cli.demo;

import org.jspecify.annotations.NullMarked;
