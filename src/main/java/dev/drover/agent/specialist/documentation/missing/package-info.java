/**
 * What of a public interface is undocumented, and whether the README says how to begin.
 *
 * <p>Uses {@code api}, {@code page}, {@code source} and the description of the project. It writes nothing into the
 * workspace.
 */
@NullMarked
package dev.drover.agent.specialist.documentation.missing;

import org.jspecify.annotations.NullMarked;
