package dev.drover.report;

import dev.drover.message.RequestStatus;
import dev.drover.message.Severity;
import dev.drover.message.TaskState;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Tone;
import java.util.ArrayList;
import java.util.List;

/** What came of a request in one sentence: what was done, what the tests say, what was found. */
public record Verdict(String sentence, Tone tone) {
    public static Verdict of(RunAccount run) {
        List<String> parts = new ArrayList<>(List.of(work(run), tests(run), found(run)));
        if (!run.unread().isEmpty()) {
            parts.add("the results of " + Words.count(run.unread().size(), "task") + " could not be read");
        }
        return new Verdict(Words.sentence(parts), tone(run));
    }

    private static String work(RunAccount run) {
        int total = run.result().totalTasks();
        int done = run.result().completedTasks();
        List<String> others = new ArrayList<>();
        for (TaskState state : List.of(TaskState.FAILED, TaskState.BLOCKED, TaskState.CANCELLED)) {
            long n = run.tasks().stream()
                    .filter(t -> t.report().state() == state)
                    .count();
            if (n > 0) {
                others.add(n + " " + state.wire());
            }
        }
        String rest = others.isEmpty() ? "" : ", " + Words.and(others);
        return switch (run.result().status()) {
            case COMPLETED -> all(total);
            case CANCELLED -> "cancelled after " + done + " of " + Words.count(total, "task");
            case PARTIAL ->
                done + " of " + Words.count(total, "task") + (done == 1 ? " was done" : " were done") + rest;
            case FAILED, BLOCKED ->
                total == 1
                        ? "the task " + (run.result().status() == RequestStatus.FAILED ? "failed" : "is blocked")
                        : "none of the " + total + " tasks was done" + rest;
        };
    }

    private static String all(int tasks) {
        return switch (tasks) {
            case 1 -> "the task was done";
            case 2 -> "both tasks were done";
            default -> "all " + tasks + " tasks were done";
        };
    }

    private static String tests(RunAccount run) {
        long total = run.figure("tests.total").orElse(0L);
        if (total == 0) {
            return "";
        }
        long failed = run.figure("tests.failed").orElse(0L);
        long skipped = run.figure("tests.skipped").orElse(0L);
        String also = skipped == 0 ? "" : ", " + skipped + " skipped";
        if (total == 1 && failed + skipped == 0) {
            return "the one test passes";
        }
        if (failed == 0) {
            return (skipped == 0 ? "all " + total : total - skipped + " of " + total) + " tests pass" + also;
        }
        return failed + " of " + Words.count(total, "test") + (failed == 1 ? " fails" : " fail") + also;
    }

    private static String found(RunAccount run) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)) {
            long n = besideTests(run, severity);
            if (n > 0) {
                counts.add(n + " " + severity.wire());
            }
        }
        long lesser = besideTests(run, Severity.LOW) + besideTests(run, Severity.INFO);
        if (counts.isEmpty()) {
            return lesser == 0 ? nothing(run) : Words.count(lesser, "finding") + ", none of them above low";
        }
        boolean one = counts.equals(List.of("1 critical"))
                || counts.equals(List.of("1 high"))
                || counts.equals(List.of("1 medium"));
        return Words.and(counts) + (one ? " finding needs" : " findings need") + " attention"
                + (lesser == 0 ? "" : ", beside " + lesser + " lesser");
    }

    /** Only where somebody looked, and what they said could be read, is there nothing to be found. */
    private static String nothing(RunAccount run) {
        boolean reviewed = run.tasks().stream()
                .anyMatch(task -> task.type().equals("review") && task.report().state() == TaskState.COMPLETED);
        return reviewed && run.unread().isEmpty() ? "the review found nothing" : "";
    }

    /** The findings of tasks that ran tests say of tests, which are counted as tests. */
    private static long besideTests(RunAccount run, Severity severity) {
        return run.tasks().stream()
                .filter(task -> !hasTests(task))
                .mapToLong(task -> task.count(severity))
                .sum();
    }

    static boolean hasTests(TaskAccount task) {
        return task.figure("tests.total").isPresent();
    }

    private static Tone tone(RunAccount run) {
        RequestStatus status = run.result().status();
        if (status == RequestStatus.FAILED || run.counts().getOrDefault(Severity.CRITICAL, 0L) > 0) {
            return Tone.CRITICAL;
        }
        if (run.counts().getOrDefault(Severity.HIGH, 0L) > 0
                || run.figure("tests.failed").orElse(0L) > 0) {
            return Tone.HIGH;
        }
        boolean clean = status == RequestStatus.COMPLETED
                && run.unread().isEmpty()
                && run.counts().getOrDefault(Severity.MEDIUM, 0L) == 0;
        return clean ? Tone.GOOD : Tone.MEDIUM;
    }
}
