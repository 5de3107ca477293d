/**
 * The conformance suite as a person calls it: which program is examined and where, and how the outcome is shown.
 *
 * <p>May use what the command line may, but none of its commands.
 */
@NullMarked
package dev.drover.cli.conformance;

import org.jspecify.annotations.NullMarked;
