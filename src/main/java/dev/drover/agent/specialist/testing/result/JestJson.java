package dev.drover.agent.specialist.testing.result;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON report that Jest writes, and Vitest in the same form: test files with their cases. */
public final class JestJson {
    private static final int MAX_BYTES = 64 << 20;

    private JestJson() {}

    /** The report; empty when there is none, or none that is understood. */
    public static Optional<TestReport> read(Path file, Places places) throws IOException {
        Optional<String> text = SafeFiles.readText(file, MAX_BYTES);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        JsonNode root;
        try {
            root = Json.tree(text.get());
        } catch (JacksonException e) {
            return Optional.empty();
        }
        var cases = new ArrayList<TestCase>();
        for (JsonNode suite : root.path("testResults")) {
            String name = suite.path("name").asString("");
            suite.path("assertionResults").forEach(test -> cases.add(testCase(test, name, places)));
            if (suite.path("assertionResults").isEmpty()
                    && suite.path("status").asString("").equals("failed")) {
                // A file that cannot be loaded has no case, and its tests did not run all the same.
                String message = firstLine(suite.path("message").asString(""));
                cases.add(TestCase.failed(relative(name, places), message, places.of(name, 1))
                        .from(name));
            }
        }
        return Optional.of(TestReport.of(cases));
    }

    private static TestCase testCase(JsonNode test, String file, Places places) {
        var owner = new ArrayList<String>();
        test.path("ancestorTitles").forEach(title -> owner.add(title.asString("")));
        owner.removeIf(String::isBlank);
        End end =
                switch (test.path("status").asString("")) {
                    case "passed" -> End.PASSED;
                    case "failed" -> End.FAILED;
                    default -> End.SKIPPED;
                };
        var messages = new ArrayList<String>();
        test.path("failureMessages").forEach(message -> messages.add(message.asString("")));
        String text = SafeFiles.withoutEscapes(String.join("\n", messages));
        int line = test.path("location").path("line").asInt(0);
        Optional<Place> place = end == End.FAILED
                ? places.first(text).or(() -> places.of(file, line)).or(() -> places.of(file, 1))
                : Optional.empty();
        return new TestCase(
                String.join(" > ", owner),
                test.path("title").asString(""),
                end,
                firstLine(text),
                text,
                place,
                TestCase.seconds(String.valueOf(test.path("duration").asDouble(-1) / 1000)),
                file);
    }

    private static String relative(String file, Places places) {
        return places.of(file, 1).map(Place::file).orElse(file);
    }

    private static String firstLine(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.getFirst();
    }
}
