/** One class a command. */
@NullMarked
package dev.drover.cli;

import org.jspecify.annotations.NullMarked;
