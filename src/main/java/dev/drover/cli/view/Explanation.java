package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.master.core.Readiness;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Failure;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a request is where it is.
 *
 * @param planned why it was planned as it is; empty text when it was not
 * @param tasks what each task that has not ended waits for
 */
public record Explanation(String requestId, String status, String why, String planned, List<Waiting> tasks) {

    /** What one task waits for. */
    public record Waiting(String taskId, String state, String waitsFor) {}

    /** A request that stands in the journal. */
    static Explanation of(Home home, State state, RunView view, Staff staff, Instant now) {
        List<Waiting> tasks = new ArrayList<>();
        for (Task task : view.run().tasks()) {
            if (view.status().isEmpty() && !task.state().isFinal()) {
                tasks.add(new Waiting(task.id(), task.state().wire(), waitsFor(home, state, view, task, staff, now)));
            } else if (view.ending().contains(task.id())) {
                tasks.add(new Waiting(task.id(), task.state().wire(), "its processes to end"));
            } else if (task.state().isFinal() && task.state() != TaskState.COMPLETED) {
                tasks.add(new Waiting(
                        task.id(),
                        task.state().wire(),
                        task.error().map(Failure::message).orElse("")));
            }
        }
        return new Explanation(
                view.id(), view.statusWord(), why(state, view, staff, now), RunReport.planned(view.run()), tasks);
    }

    /** A request that is not in the journal yet. */
    static Explanation notTakenIn(String requestId, String why) {
        return new Explanation(requestId, "waiting", why, "", List.of());
    }

    private static String why(State state, RunView view, Staff staff, Instant now) {
        Optional<String> ended = view.run().finish().map(f -> "it has ended: " + f.summary());
        if (ended.isPresent()) {
            return ended.get();
        }
        if (!staff.daemonRuns()) {
            return "no daemon runs; agents finish what they hold, and nothing else goes on until: drover up --detach";
        }
        Optional<String> ending = view.endingText(now);
        if (ending.isPresent()) {
            return ending.get();
        }
        return state.isPaused() ? "the daemon is paused; run: drover resume" : "it is being worked on";
    }

    private static String waitsFor(Home home, State state, RunView view, Task task, Staff staff, Instant now) {
        return switch (task.state()) {
            case QUEUED ->
                task.published()
                        ? "an agent: " + staff.waitsFor(task.agentType())
                        : "its place on the queue, which the daemon gives it; if that lasts, logs/daemon.log says why";
            case RUNNING -> running(home, view, task, now);
            default ->
                switch (Readiness.of(state, view.run(), task, now)) {
                    case Readiness.Ready ready ->
                        staff.daemonRuns()
                                ? "nothing; it is queued in a moment"
                                : "the daemon, which would queue it; run: drover up --detach";
                    case Readiness.Settled settled -> settled.state().wire();
                    case Readiness.Waits waits -> waits.forWhat();
                };
        };
    }

    private static String running(Home home, RunView view, Task task, Instant now) {
        String since = view.span(task.id())
                .flatMap(RunView.Span::claimed)
                .map(at -> " for " + Text.duration(Duration.between(at, now)))
                .orElse("");
        String last = Progress.of(home, view.id(), task.id(), task.attempts());
        String output = last.isEmpty() ? "" : "; last: " + last;
        return "its own end: it runs on " + task.agentId().orElse("an agent") + since + output;
    }

    /** For a person. */
    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.paint(Paint.BOLD, requestId) + "  " + status + ": " + Text.line(why));
        if (!planned.isEmpty()) {
            lines.add("planned so because: " + Text.line(planned));
        }
        if (!tasks.isEmpty()) {
            var table = new Table("task", "state", "waits for");
            tasks.forEach(t -> table.row(
                    Table.Cell.of(t.taskId()),
                    new Table.Cell(t.state(), Style.of(TaskState.of(t.state()))),
                    Table.Cell.of(t.waitsFor())));
            lines.add("");
            table.lines(new Style(style.colour(), style.unicode(), Style.UNLIMITED))
                    .forEach(lines::add);
        }
        return lines;
    }
}
