/** A decision core that is given the time. */
@NullMarked
package dev.drover.archfixture.sound.flock;

import org.jspecify.annotations.NullMarked;
