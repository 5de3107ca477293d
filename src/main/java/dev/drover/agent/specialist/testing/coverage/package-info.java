/**
 * Coverage reports of the usual kinds as lines and branches of files.
 *
 * <p>Reads JaCoCo's and Cobertura's XML, lcov and Go's profiles, which strangers have written. It starts nothing and
 * knows nothing of tests; who runs them says which reports are of this run.
 */
@NullMarked
package dev.drover.agent.specialist.testing.coverage;

import org.jspecify.annotations.NullMarked;
