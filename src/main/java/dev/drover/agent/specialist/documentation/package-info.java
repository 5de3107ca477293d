/**
 * The documentation specialist: writes what can be known about a project for certain into a section of its README.
 *
 * <p>What it writes depends on the files alone, so a second run changes nothing. It may use the description of the
 * project; it knows nothing of test results or reviews.
 */
@NullMarked
package dev.drover.agent.specialist.documentation;

import org.jspecify.annotations.NullMarked;
