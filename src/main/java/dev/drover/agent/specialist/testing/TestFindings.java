package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.Rerun.Second;
import dev.drover.agent.specialist.testing.result.Place;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.message.Evidence;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The failed tests of one suite as findings; one that passed when it was run again is another kind of finding. */
final class TestFindings {
    /** Most findings of one task. */
    static final int MOST = 500;

    private TestFindings() {}

    static List<Finding> of(SuiteResult result) {
        Map<TestCase, Rerun> again = new HashMap<>();
        result.reruns().forEach(rerun -> again.put(rerun.test(), rerun));
        var findings = new ArrayList<Finding>();
        for (TestCase test : result.report().failures()) {
            if (findings.size() < MOST) {
                findings.add(finding(test, Optional.ofNullable(again.get(test))));
            }
        }
        for (String problem : result.report().problems()) {
            findings.add(new Finding(Severity.LOW, "test.report", problem + ".", Optional.empty(), Optional.empty()));
        }
        if (result.result() instanceof RunnerResult.Uncounted uncounted) {
            findings.add(uncounted(uncounted.evidence().getLast()));
        }
        return findings;
    }

    private static Finding uncounted(Evidence ran) {
        return new Finding(
                Severity.MEDIUM,
                "test.uncounted",
                "'" + ran.command()
                        + "' ended with exit code 0 and names no counts, so nobody knows how many tests ran,"
                        + " or whether any did. Let it print TAP, or start a runner whose output is understood.",
                Optional.empty(),
                Optional.empty());
    }

    private static Finding finding(TestCase test, Optional<Rerun> again) {
        boolean flaky = again.filter(a -> a.second() == Second.PASSED).isPresent();
        String said = test.message().isEmpty() ? test.fullName() : test.fullName() + ": " + test.message();
        return new Finding(
                flaky ? Severity.MEDIUM : Severity.HIGH,
                flaky ? "test.flaky" : "test.failed",
                said.replaceAll("\\s*\n\\s*", " ")
                        + again.map(a -> " (" + withoutStop(a.said()) + ")").orElse(""),
                test.place().map(Place::file),
                test.place().map(Place::line));
    }

    private static String withoutStop(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, sentence.length() - 1);
    }
}
