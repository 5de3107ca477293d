/** What is read from disk, changed at random: nothing may crash, hang, or take a good neighbour with it. */
@NullMarked
package dev.drover.fuzz;

import org.jspecify.annotations.NullMarked;
