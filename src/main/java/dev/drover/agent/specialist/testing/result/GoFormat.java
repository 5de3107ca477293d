package dev.drover.agent.specialist.testing.result;

import dev.drover.message.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code go test -json}: an event a line. Of a test with subtests only these are counted, unless only it failed. */
public final class GoFormat implements OutputFormat {
    private static final int MAX_OUTPUT = 16 << 10;

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        Map<List<String>, Running> tests = new LinkedHashMap<>();
        boolean go = false;
        for (String line : lines) {
            if (line.startsWith("{\"") && line.contains("\"Action\":")) {
                go |= event(line, tests);
            }
        }
        return go ? Optional.of(TestReport.of(cases(tests, places))) : Optional.empty();
    }

    /** What is known of a test so far. */
    private static final class Running {
        private final StringBuilder output = new StringBuilder();
        private String action = "run";
        private Optional<Double> elapsed = Optional.empty();
    }

    private static boolean event(String line, Map<List<String>, Running> tests) {
        JsonNode event;
        try {
            event = Json.tree(line);
        } catch (JacksonException e) {
            // The tests print into the same stream.
            return false;
        }
        String name = event.path("Test").asString("");
        if (!name.isEmpty()) {
            Running test = tests.computeIfAbsent(List.of(event.path("Package").asString(""), name), k -> new Running());
            String action = event.path("Action").asString("");
            switch (action) {
                case "output" -> {
                    if (test.output.length() < MAX_OUTPUT) {
                        test.output.append(event.path("Output").asString(""));
                    }
                }
                case "pass", "fail", "skip" -> {
                    test.action = action;
                    test.elapsed = Optional.of(event.path("Elapsed").asDouble(0));
                }
                default -> {}
            }
        }
        return true;
    }

    private static List<TestCase> cases(Map<List<String>, Running> tests, Places places) {
        var cases = new ArrayList<TestCase>();
        Map<List<String>, Boolean> parents = new LinkedHashMap<>();
        tests.forEach((key, test) -> {
            String name = key.get(1);
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                parents.merge(List.of(key.get(0), name.substring(0, slash)), failed(test), Boolean::logicalOr);
            }
        });
        tests.forEach((key, test) -> {
            Optional<Boolean> childFailed = Optional.ofNullable(parents.get(key));
            if (childFailed.isEmpty() || (failed(test) && !childFailed.get())) {
                cases.add(testCase(key, test, places));
            }
        });
        return cases;
    }

    /** One that never came to its end was ended with its process: by a panic, a time limit, or a signal. */
    private static boolean failed(Running test) {
        return test.action.equals("fail") || test.action.equals("run");
    }

    private static TestCase testCase(List<String> key, Running test, Places places) {
        String output = test.output
                .toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("=== ") && !line.startsWith("--- "))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        End end = failed(test) ? End.FAILED : test.action.equals("skip") ? End.SKIPPED : End.PASSED;
        String message = test.action.equals("run") && output.isEmpty() ? "it did not come to its end" : output;
        return new TestCase(
                key.get(0),
                key.get(1),
                end,
                end == End.FAILED ? message.lines().findFirst().orElse("") : "",
                end == End.FAILED ? output : "",
                end == End.FAILED ? place(output, key.get(0), places) : Optional.empty(),
                test.elapsed.map(String::valueOf).flatMap(TestCase::seconds),
                key.get(0));
    }

    /** Go prints a file's name without its folder, which is the package's path without that of the module. */
    private static Optional<Place> place(String output, String importPath, Places places) {
        Optional<Place> place = places.first(output);
        for (int slash = importPath.indexOf('/');
                place.isEmpty() && slash > 0;
                slash = importPath.indexOf('/', slash + 1)) {
            Places inFolder = new Places(
                    places.workspace(),
                    places.folder().resolve(importPath.substring(slash + 1).replace("..", "")));
            place = inFolder.first(output);
        }
        return place;
    }
}
