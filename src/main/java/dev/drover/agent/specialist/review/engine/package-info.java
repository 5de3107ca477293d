/**
 * Engines and linters that are programs of their own: PMD, which comes along, and those that are installed.
 *
 * <p>Each runs through the assignment's shell, is told the files, and answers in a form for machines. One that is not
 * there, or fails, is named in the summary, and the review goes on without it. Uses {@code rule} for what a finding is.
 */
@NullMarked
package dev.drover.agent.specialist.review.engine;

import org.jspecify.annotations.NullMarked;
