/**
 * Text in files: what encoding and line ends it has, finding and replacing in it, unified diffs read, applied and made.
 *
 * <p>Works on contents alone. It knows no paths beyond those that a diff names, and touches no file.
 */
@NullMarked
package dev.drover.agent.specialist.coding.text;

import org.jspecify.annotations.NullMarked;
