package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.cli.view.Table.Cell;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Task;
import dev.drover.message.Failure;
import dev.drover.message.TaskState;
import dev.drover.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tasks of a run as they stand: who does what, since when, and how far it is. */
public final class RunTable {
    private RunTable() {}

    /** A head line and the table, for a run that goes on. */
    public static List<String> live(Home home, RunView view, Instant now, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(head(view, now, style));
        lines.addAll(tasks(home, view, now, style));
        return lines;
    }

    /** The table alone. */
    static List<String> tasks(Home home, RunView view, Instant now, Style style) {
        return tasks(view, now, style, task -> Progress.of(home, view.id(), task.id(), task.attempts()));
    }

    /** One line on the whole of it. */
    public static String head(RunView view, Instant now, Style style) {
        String status = view.statusWord();
        String rest = "  " + view.done() + "/" + view.total() + " tasks  " + Text.duration(view.took(now)) + "  "
                + view.title();
        int left = style.width() - Text.width(view.id()) - Text.width(status) - 2;
        return style.paint(Paint.BOLD, view.id()) + "  " + style.paint(Style.ofStatus(status), status)
                + Text.fit(rest, left, style.ellipsis());
    }

    /**
     * The table alone, for any source of what running tasks write.
     *
     * @param output the last line that a running task wrote
     */
    static List<String> tasks(RunView view, Instant now, Style style, Function<Task, String> output) {
        var table = new Table("task", "agent", "state", ">time", "progress");
        for (Task task : view.run().tasks()) {
            Optional<RunView.Span> span = view.span(task.id());
            table.row(
                    Cell.of(task.id()),
                    Cell.of(task.agentId()
                            .or(() -> span.flatMap(RunView.Span::agentId))
                            .orElse(task.agentType())),
                    new Cell(task.state().wire(), Style.of(task.state())),
                    Cell.of(time(task, span, now)),
                    Cell.of(Words.firstLine(progress(view, task, now, output))));
        }
        return table.lines(style);
    }

    private static String time(Task task, Optional<RunView.Span> span, Instant now) {
        if (task.state().isFinal()) {
            return task.outcome().map(o -> Text.seconds(o.seconds())).orElse("");
        }
        return span.filter(s -> s.ended().isEmpty())
                .map(s -> Text.duration(Duration.between(s.claimed().orElse(s.issued()), now)))
                .orElse("");
    }

    private static String progress(RunView view, Task task, Instant now, Function<Task, String> output) {
        String again = task.attempts() > 1 ? "attempt " + task.attempts() + " " : "";
        return switch (task.state()) {
            case PENDING -> waiting(view, task, now);
            case QUEUED -> again + "waits for an agent";
            case RUNNING -> again + output.apply(task);
            case COMPLETED -> task.outcome().map(RunTable::summary).orElse("");
            case FAILED, BLOCKED, CANCELLED ->
                task.error().map(Failure::message).orElse("");
        };
    }

    static String summary(Outcome outcome) {
        String found = outcome.findings() == 0 ? "" : " (" + Text.count(outcome.findings(), "finding") + ")";
        return outcome.summary() + found;
    }

    private static String waiting(RunView view, Task task, Instant now) {
        List<String> open = view.run().dependenciesOf(task).stream()
                .filter(d -> d.state() != TaskState.COMPLETED)
                .map(Task::id)
                .toList();
        if (!open.isEmpty()) {
            return "after " + String.join(", ", open);
        }
        return task.notBefore()
                .filter(now::isBefore)
                .map(when -> (task.failures() > 0 ? "failed, again" : "begins") + " in "
                        + Text.duration(Duration.between(now, when)))
                .orElse("");
    }
}
