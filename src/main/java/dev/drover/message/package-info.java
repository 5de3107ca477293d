/**
 * The wire: the records that travel over the bus, their JSON form, their published schemas and the one root exception.
 *
 * <p>Uses nothing else of Drover. It never touches a folder, a clock or a process: what is here means the same to a
 * daemon, to an agent and to a test.
 */
@NullMarked
package dev.drover.message;

import org.jspecify.annotations.NullMarked;
