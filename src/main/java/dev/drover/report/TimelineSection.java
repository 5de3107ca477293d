package dev.drover.report;

import dev.drover.message.TaskState;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.account.Try;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import dev.drover.report.page.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When each task ran: a bar for each attempt over the time of the request. */
final class TimelineSection {
    private static final int MOST = 150;

    private TimelineSection() {}

    static Optional<Page.Section> of(RunAccount run) {
        Instant start = start(run);
        double total = Math.max(1, Duration.between(start, end(run, start)).toMillis());
        var grid = Block.Grid.of(
                "Tasks over the " + Words.duration(Duration.ofMillis((long) total)) + " that the request took",
                "Task",
                "State",
                ">Time",
                "",
                "Agent",
                "What came of it");
        for (TaskAccount task :
                run.tasks().subList(0, Math.min(MOST, run.tasks().size()))) {
            grid = grid.row(
                    Inline.code(task.id()),
                    List.of(Marks.badge(task.report().state())),
                    Inline.text(
                            task.report().durationSeconds().map(Words::seconds).orElse("")),
                    List.of(new Inline.Bar(bar(task, start, total))),
                    Inline.text(task.type() + attempts(task)),
                    Inline.text(
                            task.report().state() == TaskState.COMPLETED
                                    ? Words.firstLine(task.report().summary())
                                    : ""));
        }
        List<Block> blocks = new ArrayList<>(List.of(grid));
        int more = run.tasks().size() - MOST;
        if (more > 0) {
            blocks.add(Block.paragraph(
                    "And " + Words.count(more, "more task") + ": ", new Inline.Code("drover show " + run.requestId())));
        }
        return Optional.of(new Page.Section("timeline", "Timeline", blocks));
    }

    private static String attempts(TaskAccount task) {
        int n = task.report().attempts();
        return n > 1 ? ", " + n + " attempts" : "";
    }

    private static Instant start(RunAccount run) {
        return run.begun()
                .or(() -> run.tasks().stream()
                        .flatMap(task -> task.attempts().stream())
                        .map(Try::started)
                        .min(Instant::compareTo))
                .orElse(Instant.EPOCH);
    }

    private static Instant end(RunAccount run, Instant start) {
        return start.plus(run.took());
    }

    /** An attempt of an earlier round began before this one and is not in its time. */
    private static List<Inline.Part> bar(TaskAccount task, Instant start, double total) {
        List<Inline.Part> parts = new ArrayList<>();
        for (int i = 0; i < task.attempts().size(); i++) {
            Try attempt = task.attempts().get(i);
            if (attempt.finished().isBefore(start)) {
                continue;
            }
            boolean last = i == task.attempts().size() - 1;
            Tone tone = last ? Marks.tone(task.report().state()) : Tone.WAITING;
            parts.add(new Inline.Part(
                    share(start, attempt.started(), total), share(start, attempt.finished(), total), tone));
        }
        return parts;
    }

    private static double share(Instant start, Instant at, double total) {
        return Optional.of(at)
                .filter(when -> when.isAfter(start))
                .map(when -> Duration.between(start, when).toMillis() / total)
                .orElse(0.0);
    }
}
