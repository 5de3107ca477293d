/**
 * The testing specialist: finds how a project is tested, runs its tests and reports what they said.
 *
 * <p>A runner knows one tool, a format one way of printing results. Both are lists: {@link
 * dev.drover.agent.specialist.testing.TestingSpecialist} names the runners, {@code OutputFormats} the formats. It may
 * use the description of the project and nothing of the other specialists.
 */
@NullMarked
package dev.drover.agent.specialist.testing;

import org.jspecify.annotations.NullMarked;
