/** The ground of a house that breaks no rule. */
@NullMarked
package dev.drover.archfixture.sound.message;

import org.jspecify.annotations.NullMarked;
