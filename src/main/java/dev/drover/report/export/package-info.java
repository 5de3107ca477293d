/**
 * A run in the forms that other programs read: JUnit XML, SARIF, and the question whether a gate lets it through.
 *
 * <p>May use what a run folder says and nothing else of Drover. It knows no exit code and no option.
 */
@NullMarked
package dev.drover.report.export;

import org.jspecify.annotations.NullMarked;
