/**
 * The overview of a project in its README: what it is, layout, how to build, test and run it, entry points, settings.
 *
 * <p>Uses {@code page}, {@code source} and the description of the project. What it writes depends on the files alone.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.overview;

import org.jspecify.annotations.NullMarked;
