package dev.drover.agent.specialist.testing.result;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Test Anything Protocol, versions 12 to 14, with subtests indented below and their own point after them. Points
 * with subtests are not counted themselves.
 */
public final class TapFormat implements OutputFormat {
    private static final Pattern POINT = Pattern.compile("^( *)(not )?ok\\b *(\\d*) *(?:- )?(.*)$");
    private static final Pattern PLAN = Pattern.compile("^ *1\\.\\.(\\d+).*$");
    private static final Pattern SUBTEST = Pattern.compile("^( *)# Subtest: (.*)$");
    private static final Pattern DIRECTIVE =
            Pattern.compile("^(.*?)\\s+#\\s*(SKIP|TODO)\\b.*$", Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        boolean tap = lines.stream()
                .anyMatch(line ->
                        line.startsWith("TAP version ") || PLAN.matcher(line).matches());
        return tap ? Optional.of(new Reader(lines, places).read()) : Optional.empty();
    }

    private record Scope(int indent, String name) {}

    private static final class Reader {
        private final List<String> lines;
        private final Places places;
        private final Deque<Scope> scopes = new ArrayDeque<>();
        private final Map<Integer, Integer> failuresBefore = new HashMap<>();
        private final List<TestCase> cases = new ArrayList<>();
        private int failures;
        private int lastIndent;

        Reader(List<String> lines, Places places) {
            this.lines = lines;
            this.places = places;
        }

        TestReport read() {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                Matcher subtest = SUBTEST.matcher(line);
                Matcher point = POINT.matcher(line);
                if (subtest.matches()) {
                    leave(subtest.group(1).length());
                    scopes.addLast(new Scope(subtest.group(1).length(), subtest.group(2)));
                } else if (point.matches()) {
                    point(point, i);
                } else if (line.startsWith("Bail out!")) {
                    failures++;
                    cases.add(TestCase.failed("Bail out!", line, Optional.empty()));
                }
            }
            return TestReport.of(cases);
        }

        private void point(Matcher point, int index) {
            int indent = point.group(1).length();
            leave(indent);
            boolean hadSubtests = lastIndent > indent;
            lastIndent = indent;
            Matcher directive = DIRECTIVE.matcher(" " + point.group(4));
            String description = directive.matches() ? directive.group(1).strip() : point.group(4);
            boolean ok = point.group(2) == null;
            boolean todo = directive.matches()
                    && directive.group(2).toUpperCase(Locale.ROOT).equals("TODO");
            boolean told = failures > failuresBefore.getOrDefault(indent, 0);
            var diagnostics = TapDiagnostics.read(lines, index + 1);
            if (!ok && !todo && !(hadSubtests && told)) {
                failures++;
                cases.add(diagnostics.failed(name(description, point.group(3)), places));
            } else if (!hadSubtests) {
                End end = directive.matches() ? End.SKIPPED : End.PASSED;
                cases.add(TestCase.of("", name(description, point.group(3)), end, diagnostics.time()));
            }
            failuresBefore.put(indent, failures);
        }

        private String name(String description, String number) {
            var name = new StringBuilder();
            scopes.forEach(scope -> name.append(scope.name()).append(" > "));
            return name + (description.isBlank() ? "test " + number : description);
        }

        private void leave(int indent) {
            while (!scopes.isEmpty() && scopes.getLast().indent() >= indent) {
                scopes.removeLast();
            }
        }
    }
}
