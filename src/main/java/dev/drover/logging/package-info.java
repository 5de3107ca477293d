/**
 * What daemon and agents say while they run: one plain line an event on the error stream.
 *
 * <p>Found by logback through its service file, and used by nobody directly. It reads no configuration file: every
 * process pays for its start.
 */
@NullMarked
package dev.drover.logging;

import org.jspecify.annotations.NullMarked;
