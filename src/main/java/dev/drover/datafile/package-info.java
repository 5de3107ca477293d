/**
 * Data files that people write: finding them in a folder, reading them safely, and their YAML with line numbers.
 *
 * <p>Uses nothing else of Drover but the way ids are printed. It takes every file for hostile (links, FIFOs, size,
 * encoding, depth, aliases), and never knows what a file means.
 */
@NullMarked
package dev.drover.datafile;

import org.jspecify.annotations.NullMarked;
