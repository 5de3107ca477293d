/**
 * The exercises that the launcher records to make the AOT caches: a daemon at real work, and agents.
 *
 * <p>The one place that may use both the agent and the daemon.
 */
@NullMarked
package dev.drover.cli.training;

import org.jspecify.annotations.NullMarked;
