/**
 * The specialists: what each built-in agent type can do with no model.
 *
 * <p>A specialist gets an {@link Assignment}, works in its workspace and returns an {@link Outcome}. It may use the
 * wire records and nothing of the bus: claiming, heartbeats, time limits and publishing are the worker's business.
 */
@NullMarked
package dev.drover.agent.specialist;

import org.jspecify.annotations.NullMarked;
