/**
 * The list of the specialists that come with Drover.
 *
 * <p>It stands apart from their port so that the port knows none of them.
 */
@NullMarked
package dev.drover.agent.specialist.builtin;

import org.jspecify.annotations.NullMarked;
