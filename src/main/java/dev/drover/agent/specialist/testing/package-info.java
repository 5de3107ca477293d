/**
 * The testing specialist: finds how the projects of a workspace are tested, runs their tests, runs failed ones again by
 * themselves, and reports what they said and how much of the code they ran.
 *
 * <p>A runner knows one tool; {@code TestRun} names them all. What they say is read by {@code result} and {@code
 * coverage} below, which know no runner. It may use the description of projects and nothing of the other specialists.
 */
@NullMarked
package dev.drover.agent.specialist.testing;

import org.jspecify.annotations.NullMarked;
