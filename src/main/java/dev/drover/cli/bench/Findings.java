package dev.drover.cli.bench;

import java.util.List;
import java.util.Map;

/**
 * What one measurement found.
 *
 * @param figures everything that was measured, by name, for the JSON report
 * @param verdicts those figures that there is a target for
 */
record Findings(Map<String, Object> figures, List<Verdict> verdicts) {
    Findings {
        verdicts = List.copyOf(verdicts);
    }
}
