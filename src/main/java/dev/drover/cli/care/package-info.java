/**
 * Looking after an installation: does a home work from end to end, is the machine fit for it, does it run as a service.
 *
 * <p>May use what the command line may, but none of its commands.
 */
@NullMarked
package dev.drover.cli.care;

import org.jspecify.annotations.NullMarked;
