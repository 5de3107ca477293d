/**
 * The git specialist: keeps the history of a repository, and never touches what the user has checked out.
 *
 * <p>Each capability is an {@code Operation}. Trees are put together in an index of its own or by {@code git merge-tree},
 * and one move of one ref is the last thing that an operation does; so an attempt that dies leaves all of it or nothing.
 * It knows nothing of what the files are. It never forces, deletes, or asks anyone anything.
 */
@NullMarked
package dev.drover.agent.specialist.git;

import org.jspecify.annotations.NullMarked;
