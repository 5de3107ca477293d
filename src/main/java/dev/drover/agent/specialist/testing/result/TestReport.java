package dev.drover.agent.specialist.testing.result;

import java.util.ArrayList;
import java.util.List;

/**
 * What a test run came to. Errors count as failed.
 *
 * @param cases the test cases that are known by name: all of them, or only the failed ones where a runner names no others
 * @param problems what of the results could not be read, each as a sentence
 */
public record TestReport(
        long total, long passed, long failed, long skipped, List<TestCase> cases, List<String> problems) {
    public static final TestReport NONE = new TestReport(0, 0, 0, 0, List.of(), List.of());

    /** Most cases that are kept by name; counts go on. */
    static final int MAX_CASES = 200_000;

    private static final int MAX_PROBLEMS = 20;

    public TestReport {
        cases = List.copyOf(cases);
        problems = List.copyOf(problems);
    }

    /** A report in which all that neither failed nor was skipped has passed. */
    public static TestReport of(long total, long failed, long skipped, List<TestCase> cases) {
        return new TestReport(total, Math.max(0, total - failed - skipped), failed, skipped, cases, List.of());
    }

    /** The report of a run whose cases are all known. */
    public static TestReport of(List<TestCase> cases) {
        long failed = count(cases, End.FAILED);
        return of(cases.size(), failed, count(cases, End.SKIPPED), cases);
    }

    public List<TestCase> failures() {
        return cases.stream().filter(test -> test.end() == End.FAILED).toList();
    }

    public TestReport withProblem(String problem) {
        if (problems.size() >= MAX_PROBLEMS) {
            return this;
        }
        var more = new ArrayList<>(problems);
        more.add(problem);
        return new TestReport(total, passed, failed, skipped, cases, more);
    }

    public TestReport plus(TestReport other) {
        var all = new ArrayList<>(cases);
        all.addAll(other.cases.subList(0, Math.clamp(MAX_CASES - (long) cases.size(), 0, other.cases.size())));
        var allProblems = new ArrayList<>(problems);
        allProblems.addAll(other.problems.subList(0, Math.min(MAX_PROBLEMS, other.problems.size())));
        return new TestReport(
                total + other.total,
                passed + other.passed,
                failed + other.failed,
                skipped + other.skipped,
                all,
                allProblems);
    }

    private static long count(List<TestCase> cases, End end) {
        return cases.stream().filter(test -> test.end() == end).count();
    }
}
