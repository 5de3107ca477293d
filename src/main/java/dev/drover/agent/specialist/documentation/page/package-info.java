/**
 * Pages of a project that people and Drover write together: a section between two markers is Drover's, every other byte
 * a person's.
 *
 * <p>Uses the specialists' support and the wire records. It knows nothing of what the sections say.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.page;

import org.jspecify.annotations.NullMarked;
