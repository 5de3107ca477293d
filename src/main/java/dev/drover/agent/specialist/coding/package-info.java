/**
 * The coding specialist: makes changes of code that are stated in full, as edits or as a rewrite recipe, and proves them
 * with the commands that the task gives.
 *
 * <p>What changes is worked out first, without touching anything; {@code tree} then makes all of it or nothing, and takes
 * it back when a command does not accept it. It has no mind: what is to change has to be said.
 */
@NullMarked
package dev.drover.agent.specialist.coding;

import org.jspecify.annotations.NullMarked;
