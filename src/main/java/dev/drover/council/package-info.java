/**
 * What governs a home: its settings, and who may do what in it.
 *
 * <p>Uses {@code message} and nothing else of Drover. It never touches the bus, the journal or a process.
 */
@NullMarked
package dev.drover.council;

import org.jspecify.annotations.NullMarked;
