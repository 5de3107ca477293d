/**
 * The documentation specialist: writes what can be known about a project for certain into marked sections of its pages,
 * and reports what is undocumented or leads nowhere.
 *
 * <p>Each capability is a package of its own; here is only which of them does a packet. What they write depends on the
 * files and the history alone, so a second run changes nothing. They may use the description of the project; they know
 * nothing of test results or reviews.
 */
@NullMarked
package dev.drover.agent.specialist.documentation;

import org.jspecify.annotations.NullMarked;
