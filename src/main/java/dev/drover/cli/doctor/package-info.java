/**
 * What could keep Drover from working well here: the machine, the home, and what stands in it.
 *
 * <p>May use what the command line may, but none of its commands. It looks and changes nothing.
 */
@NullMarked
package dev.drover.cli.doctor;

import org.jspecify.annotations.NullMarked;
