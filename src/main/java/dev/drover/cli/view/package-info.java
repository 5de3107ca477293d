/**
 * What the commands show: folding the journal for reading, and wording it for a terminal.
 *
 * <p>May use everything below the command line. It reads what is on disk and changes nothing; it knows no command, no
 * option and no exit code.
 */
@NullMarked
package dev.drover.cli.view;

import org.jspecify.annotations.NullMarked;
