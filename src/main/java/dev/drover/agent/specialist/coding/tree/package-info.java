/**
 * Changes many files of a workspace, all of them or none, whatever dies in between.
 *
 * <p>{@link Overlay} is what the workspace would be after some edits; nothing is touched while it is made up.
 * {@link Transaction} makes it so: contents from before and a log of what is to come are durable in the home first, then
 * new contents are renamed into place. {@link Pending} undoes what a dead agent left half done, and is asked before any
 * work in a workspace begins. It knows nothing of packets, edits and their kinds.
 */
@NullMarked
package dev.drover.agent.specialist.coding.tree;

import org.jspecify.annotations.NullMarked;
