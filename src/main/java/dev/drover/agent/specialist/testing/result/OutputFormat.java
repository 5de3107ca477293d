package dev.drover.agent.specialist.testing.result;

import java.util.List;
import java.util.Optional;

/** One way in which test results are printed. */
public interface OutputFormat {
    /** The results, when the output has this form. */
    Optional<TestReport> parse(List<String> lines, Places places);
}
