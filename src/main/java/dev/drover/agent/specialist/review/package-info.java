/**
 * The review specialist: reads every file of a workspace and reports secrets, conflict markers and leftovers.
 *
 * <p>A rule looks at one file and knows nothing of the others; {@code Rules} says which rules a capability means. What a
 * rule reports never holds the secret that it found.
 */
@NullMarked
package dev.drover.agent.specialist.review;

import org.jspecify.annotations.NullMarked;
