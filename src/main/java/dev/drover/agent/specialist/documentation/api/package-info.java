/**
 * The public interface of a project: read out of Java by the compiler's parser and out of other languages by Universal
 * Ctags, and written down as an index.
 *
 * <p>Uses {@code page} and {@code source}. It runs no build and resolves no name, so what it says of a file depends on
 * that file alone.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.api;

import org.jspecify.annotations.NullMarked;
