/**
 * The git specialist: creates branches and commits named files, and never touches what the user has checked out.
 *
 * <p>Commits are built from an index of their own with git's plumbing, so the user's branch, index and files stay as
 * they are. It knows nothing of what the files are.
 */
@NullMarked
package dev.drover.agent.specialist.git;

import org.jspecify.annotations.NullMarked;
