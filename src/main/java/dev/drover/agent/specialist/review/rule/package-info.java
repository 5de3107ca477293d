/**
 * The rules that look at one text file, or at the list of files: secrets, conflict markers, risky calls, leftovers, size,
 * permissions and what a project lacks. The catalogue names each of them.
 *
 * <p>Uses the safe readers of {@code support}. It starts no process, knows neither engines nor reports, and what a rule
 * says never holds the secret that it found. Every pattern is bounded, so that no line of any file takes long.
 */
@NullMarked
package dev.drover.agent.specialist.review.rule;

import org.jspecify.annotations.NullMarked;
