package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Python's unittest prints: a block for each failure, the number of tests, and the numbers of those not passed. */
public final class UnittestFormat implements OutputFormat {
    private static final Pattern RAN = Pattern.compile("^Ran (\\d{1,9}) tests? in .*$");
    private static final Pattern RESULT = Pattern.compile("^(?:OK|FAILED|NO TESTS RAN)(?: \\((.*)\\))?$");
    private static final Pattern COUNT =
            Pattern.compile("(failures|errors|skipped|expected failures|unexpected successes)=(\\d{1,9})");
    private static final Pattern BLOCK =
            Pattern.compile("^(?:FAIL|ERROR|UNEXPECTED SUCCESS): (\\S+) \\(([^)]*)\\)(.*)$");
    private static final Pattern FRAME = Pattern.compile("^  File \"(.+)\", line (\\d{1,8})(?:, in .*)?$");
    private static final Pattern BEGUN = Pattern.compile("^(\\w{1,300}) \\(([\\w.]{1,500})\\)(?: \\.\\.\\. .*)?$");
    private static final Pattern ENDED = Pattern.compile("^.* \\.\\.\\. (ok|skipped|expected failure)\\b.*$");
    private static final String RULE = "=".repeat(70);
    private static final String LOADER = "unittest.loader._FailedTest";

    /** Whether nothing ran but the stand-ins for files that could not be imported. */
    public static boolean onlyImportErrors(TestReport report) {
        return report.total() > 0
                && report.failed() == report.total()
                && report.failures().size() == report.total()
                && report.failures().stream()
                        .allMatch(failure -> failure.owner().startsWith(LOADER));
    }

    @Override
    public Optional<TestReport> parse(List<String> lines, Places places) {
        long total = -1;
        long failed = 0;
        long skipped = 0;
        for (String line : lines) {
            Matcher ran = RAN.matcher(line);
            Matcher result = RESULT.matcher(line);
            if (ran.matches()) {
                total = Math.max(total, 0) + Long.parseLong(ran.group(1));
            } else if (total >= 0 && result.matches() && result.group(1) != null) {
                Matcher count = COUNT.matcher(result.group(1));
                while (count.find()) {
                    long n = Long.parseLong(count.group(2));
                    switch (count.group(1)) {
                        case "failures", "errors", "unexpected successes" -> failed += n;
                        case "skipped" -> skipped += n;
                        default -> {}
                    }
                }
            }
        }
        if (total < 0) {
            return Optional.empty();
        }
        var cases = new ArrayList<>(failures(lines, places));
        cases.addAll(others(lines));
        return Optional.of(TestReport.of(total, failed, skipped, cases));
    }

    /** Those that did not fail; unittest names them with {@code -v}, after what they say of themselves. */
    private static List<TestCase> others(List<String> lines) {
        var cases = new ArrayList<TestCase>();
        Optional<Matcher> before = Optional.empty();
        for (String line : lines) {
            Matcher begun = BEGUN.matcher(line);
            Matcher ended = ENDED.matcher(line);
            boolean begins = begun.matches();
            if (ended.matches() && (begins || before.isPresent())) {
                Matcher name = begins ? begun : before.get();
                End end = ended.group(1).equals("skipped") ? End.SKIPPED : End.PASSED;
                cases.add(TestCase.of(owner(name.group(1), name.group(2)), name.group(1), end, Optional.empty()));
                before = Optional.empty();
            } else {
                before = begins ? Optional.of(begun) : before;
            }
        }
        return cases;
    }

    /** Since Python 3.11 the parentheses hold the method as well. */
    private static String owner(String method, String owner) {
        return owner.endsWith("." + method) ? owner.substring(0, owner.length() - method.length() - 1) : owner;
    }

    private static List<TestCase> failures(List<String> lines, Places places) {
        var failures = new ArrayList<TestCase>();
        for (int i = 1; i < lines.size(); i++) {
            Matcher block = BLOCK.matcher(lines.get(i));
            if (lines.get(i - 1).equals(RULE) && block.matches()) {
                int end = i + 1;
                while (end < lines.size()
                        && !lines.get(end).equals(RULE)
                        && !RAN.matcher(lines.get(end)).matches()) {
                    end++;
                }
                failures.add(failure(block, lines.subList(i + 1, end), places));
            }
        }
        return failures;
    }

    private static TestCase failure(Matcher block, List<String> lines, Places places) {
        String method = block.group(1);
        String owner = block.group(2);
        Optional<Place> place = Optional.empty();
        String message = "";
        boolean inTrace = false;
        for (String line : lines) {
            Matcher frame = FRAME.matcher(line);
            inTrace |= line.startsWith("Traceback ");
            if (frame.matches()) {
                place = places.of(frame.group(1), Integer.parseInt(frame.group(2)))
                        .or(keep(place));
                message = "";
            } else if (inTrace && !line.startsWith(" ") && !line.startsWith("Traceback ") && message.isEmpty()) {
                message = line.startsWith("---") ? "" : line;
            }
        }
        return TestCase.failed(method + block.group(3), message, place).ownedBy(owner(method, owner));
    }

    private static java.util.function.Supplier<Optional<Place>> keep(Optional<Place> place) {
        return () -> place;
    }
}
