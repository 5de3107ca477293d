/**
 * Work that needs a mind, done by a model: it proposes, and what it proposes counts only once commands that Drover ran
 * have accepted it. Beside the work of a specialist it has an opinion, of which that counts which can be checked.
 *
 * <p>May use the specialists' parts for files, projects and git, and the room {@code model}; knows nothing of claims and
 * the queue.
 */
@NullMarked
package dev.drover.agent.mind;

import org.jspecify.annotations.NullMarked;
