/**
 * The changelog: what the commits since the last tag say, sorted by kind.
 *
 * <p>Uses {@code page} and git. The text depends on the history alone.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.changelog;

import org.jspecify.annotations.NullMarked;
