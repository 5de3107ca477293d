package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.agent.specialist.testing.result.Place;
import dev.drover.message.Finding;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests that failed, as the testing specialist found them. */
final class FailedTests {
    private static final int LONGEST_DETAIL = 1500;

    private FailedTests() {}

    static boolean areIn(Outcome done) {
        return done.findings().stream().anyMatch(FailedTests::isFailure);
    }

    private static boolean isFailure(Finding finding) {
        return finding.rule().equals("test.failed") || finding.rule().equals("test.flaky");
    }

    /** Those of the findings; their names and what they printed are in the report that was written with them. */
    static List<Failed> in(Assignment assignment, Outcome done) throws IOException {
        Map<String, String> details = new HashMap<>();
        for (JunitXml.Case test : JunitXml.read(assignment.artifacts().resolve("junit.xml"))) {
            details.putIfAbsent(test.className() + "." + test.name(), test.text());
            details.putIfAbsent(test.name(), test.text());
        }
        List<String> names = details.keySet().stream()
                .filter(name -> !name.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var tests = new ArrayList<Failed>();
        for (Finding finding :
                done.findings().stream().filter(FailedTests::isFailure).toList()) {
            names.stream()
                    .filter(name -> isNamed(finding, name))
                    .findFirst()
                    .ifPresent(name -> tests.add(failed(name, finding, details.getOrDefault(name, ""))));
        }
        return tests;
    }

    private static Failed failed(String name, Finding finding, String detail) {
        Optional<Place> place =
                finding.file().map(file -> new Place(file, finding.line().orElse(1)));
        String where = place.map(at -> "in " + at.file()
                        + finding.line().map(line -> ":" + line).orElse("") + "\n")
                .orElse("");
        return new Failed(
                name,
                name,
                where + finding.message() + "\n" + Shortened.of(detail, LONGEST_DETAIL),
                place.stream().toList());
    }

    private static boolean isNamed(Finding finding, String name) {
        String message = finding.message();
        return message.equals(name) || message.startsWith(name + ": ") || message.startsWith(name + " (");
    }
}
