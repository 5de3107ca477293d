/** An edge, which may read the clock. */
@NullMarked
package dev.drover.archfixture.sound.cli;

import org.jspecify.annotations.NullMarked;
