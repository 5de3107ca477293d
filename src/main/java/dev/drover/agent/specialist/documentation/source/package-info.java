/**
 * Reading the files of a workspace one by one, each once for as long as it does not change.
 *
 * <p>Uses the specialists' support. It knows nothing of what is read out of the files.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.source;

import org.jspecify.annotations.NullMarked;
