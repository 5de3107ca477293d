package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Rust's test harness prints: a line for each test, the output of the failed ones, and a summary for each crate. */
public final class CargoFormat implements OutputFormat {
    private static final Pattern TEST = Pattern.compile("^test (.{1,500}?) \\.\\.\\. (ok|FAILED|ignored)\\b.*$");
    private static final Pattern SUMMARY = Pattern.compile(
            "^test result: (?:ok|FAILED)\\. (\\d{1,9}) passed; (\\d{1,9}) failed; (\\d{1,9}) ignored;.*$");
    private static final Pattern CRATE = Pattern.compile("^\\s+Running (?:unittests )?(\\S+) \\(.*\\)$");
    private static final Pattern DOCTESTS = Pattern.compile("^\\s+Doc-tests (\\S+)$");
    private static final Pattern OUTPUT = Pattern.compile("^---- (.{1,500}) stdout ----$");
    private static final int MAX_LINES = 100;

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        long passed = 0;
        long failed = 0;
        long ignored = 0;
        boolean cargo = false;
        var cases = new ArrayList<TestCase>();
        Map<String, Integer> failedAt = new HashMap<>();
        String crate = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher test = TEST.matcher(line);
            Matcher summary = SUMMARY.matcher(line);
            Matcher running = CRATE.matcher(line);
            Matcher docs = DOCTESTS.matcher(line);
            Matcher output = OUTPUT.matcher(line);
            if (test.matches()) {
                End end = test.group(2).equals("ok")
                        ? End.PASSED
                        : test.group(2).equals("FAILED") ? End.FAILED : End.SKIPPED;
                String name = test.group(1).replaceAll(" - should panic$", "");
                if (end == End.FAILED) {
                    failedAt.put(name, cases.size());
                }
                cases.add(TestCase.of(crate, name, end, Optional.empty()).from(crate));
            } else if (summary.matches()) {
                cargo = true;
                passed += Long.parseLong(summary.group(1));
                failed += Long.parseLong(summary.group(2));
                ignored += Long.parseLong(summary.group(3));
                failedAt.clear();
            } else if (running.matches() || docs.matches()) {
                crate = running.matches() ? running.group(1) : "doc-tests " + docs.group(1);
            } else if (output.matches() && failedAt.containsKey(output.group(1))) {
                int at = failedAt.get(output.group(1));
                cases.set(at, failure(cases.get(at), block(lines, i + 1), places));
            }
        }
        return cargo ? Optional.of(TestReport.of(passed + failed + ignored, failed, ignored, cases)) : Optional.empty();
    }

    private static List<String> block(List<String> lines, int start) {
        return lines.subList(start, Math.min(lines.size(), start + MAX_LINES)).stream()
                .takeWhile(line -> !OUTPUT.matcher(line).matches() && !line.equals("failures:"))
                .toList();
    }

    /** The line of the panic names the place; what it says stands on the lines after it. */
    private static TestCase failure(TestCase test, List<String> block, Places places) {
        String detail = String.join("\n", block).strip();
        String message = "";
        for (int i = 0; i < block.size(); i++) {
            if (block.get(i).startsWith("thread '") && block.get(i).contains(" panicked at ")) {
                String line = block.get(i).substring(block.get(i).indexOf(" panicked at ") + " panicked at ".length());
                boolean older = line.startsWith("'");
                message = older
                        ? line
                        : String.join(
                                ", ",
                                block.subList(i + 1, block.size()).stream()
                                        .takeWhile(l -> !l.isBlank() && !l.startsWith("note: "))
                                        .map(String::strip)
                                        .toList());
            }
        }
        return new TestCase(
                test.owner(),
                test.name(),
                End.FAILED,
                message.isEmpty() ? detail.lines().findFirst().orElse("") : message,
                detail,
                places.first(detail),
                Optional.empty(),
                test.origin());
    }
}
