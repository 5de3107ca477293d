/**
 * Operating-system processes: starting a command in a group of its own, telling a process from a later one with the
 * same number, and ending a whole process tree for certain; dying at a named point; and the one call on files that only
 * the C library has.
 *
 * <p>Uses nothing else of Drover but its exception. It knows neither packets nor agents. POSIX only: signals to a
 * group go through the C library, process state comes from {@code /proc} where there is one.
 */
@NullMarked
package dev.drover.process;

import org.jspecify.annotations.NullMarked;
