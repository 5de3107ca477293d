/**
 * The exercise that the launcher records to make the AOT cache: a daemon and agents at real work in one process.
 *
 * <p>The one place that may use both the agent and the daemon.
 */
@NullMarked
package dev.drover.cli.training;

import org.jspecify.annotations.NullMarked;
