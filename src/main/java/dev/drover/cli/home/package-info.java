/**
 * A home as the command line handles it: planting one, and starting and ending its daemon as a process.
 *
 * <p>May use what the command line may, but none of its commands.
 */
@NullMarked
package dev.drover.cli.home;

import org.jspecify.annotations.NullMarked;
