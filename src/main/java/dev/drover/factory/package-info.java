/**
 * Spawns, adopts, scales and retires agent processes, and keeps the registry of them.
 *
 * <p>May use the council and what stands below it. It knows agents as processes and folders; what they work on, and
 * what the master decides, reaches it as numbers.
 */
@NullMarked
package dev.drover.factory;

import org.jspecify.annotations.NullMarked;
