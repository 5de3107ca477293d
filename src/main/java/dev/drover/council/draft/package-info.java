/**
 * Definitions of new agents: their names, their prompts (by a model, or from those that come with the program), and their
 * files, which are published only when they read back as what was meant.
 *
 * <p>May use what its room may. What a model answers is taken for hostile.
 */
@NullMarked
package dev.drover.council.draft;

import org.jspecify.annotations.NullMarked;
