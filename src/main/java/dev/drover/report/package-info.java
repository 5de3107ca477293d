/**
 * What a request came to, for people and for the programs that gate on it: a page in HTML and Markdown, JUnit XML, SARIF.
 *
 * <p>May use message, bus and what stands below them. It decides nothing and changes nothing: everything comes from the
 * files of the run folder, so it can be made again at any time and is the same again. It must never know the journal,
 * an agent's code or the master's.
 */
@NullMarked
package dev.drover.report;

import org.jspecify.annotations.NullMarked;
