/**
 * Work in the background that goes on: a turn that fails is logged with its cause, and the next turn comes.
 *
 * <p>Uses nothing of Drover.
 */
@NullMarked
package dev.drover.background;

import org.jspecify.annotations.NullMarked;
