/**
 * What runs inside a worker process: claim, heartbeat, execute, report.
 *
 * <p>May use the bus and what stands below it, and the agent definitions of the council. It must never know the
 * master or the factory: it meets them on the bus, and works on when the daemon is gone.
 */
@NullMarked
package dev.drover.agent;

import org.jspecify.annotations.NullMarked;
