/**
 * Links in Markdown and HTML that lead nowhere within the project. The network is not asked.
 *
 * <p>Uses {@code page} and {@code source}. It writes nothing into the workspace.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.links;

import org.jspecify.annotations.NullMarked;
