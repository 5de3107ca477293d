/**
 * What test runners say, whichever way they say it, as test cases with names, ends, times and places.
 *
 * <p>Reads reports and output, which the tests of strangers have written, and writes them together as one JUnit XML. It
 * starts nothing and knows no runner; those who run tests use it.
 */
@NullMarked
package dev.drover.agent.specialist.testing.result;

import org.jspecify.annotations.NullMarked;
