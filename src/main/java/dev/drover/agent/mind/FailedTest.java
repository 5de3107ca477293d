package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.message.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A test that failed.
 *
 * @param name by which its finding calls it
 * @param detail its stack trace or output; may be empty
 */
record FailedTest(String name, Finding finding, String detail) {
    private static final int LONGEST_DETAIL = 1500;

    static boolean isFailure(Finding finding) {
        return finding.rule().equals("test.failed") || finding.rule().equals("test.flaky");
    }

    /** Those of the findings; their names and what they printed are in the report that was written with them. */
    static List<FailedTest> in(Assignment assignment, Outcome done) throws IOException {
        Map<String, String> details = new HashMap<>();
        for (JunitXml.Case test : JunitXml.read(assignment.artifacts().resolve("junit.xml"))) {
            details.putIfAbsent(test.className() + "." + test.name(), test.text());
            details.putIfAbsent(test.name(), test.text());
        }
        List<String> names = details.keySet().stream()
                .filter(name -> !name.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var tests = new ArrayList<FailedTest>();
        for (Finding finding :
                done.findings().stream().filter(FailedTest::isFailure).toList()) {
            names.stream()
                    .filter(name -> isNamed(finding, name))
                    .findFirst()
                    .ifPresent(name -> tests.add(new FailedTest(
                            name, finding, SafeFiles.shorten(details.getOrDefault(name, ""), LONGEST_DETAIL))));
        }
        return tests;
    }

    private static boolean isNamed(Finding finding, String name) {
        String message = finding.message();
        return message.equals(name) || message.startsWith(name + ": ") || message.startsWith(name + " (");
    }
}
