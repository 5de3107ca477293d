package dev.drover.cli.view;

import dev.drover.cli.view.Table.Cell;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A request in one line.
 *
 * @param status {@code open}, {@code ending}, or how it ended
 * @param begunAt when its latest round began
 */
public record RunLine(
        String requestId,
        String status,
        int completedTasks,
        int totalTasks,
        double seconds,
        String priority,
        Instant begunAt,
        String title) {
    private static final int LONGEST_TITLE = 200;

    public static RunLine of(RunView view, Instant now) {
        return new RunLine(
                view.id(),
                view.statusWord(),
                view.done(),
                view.total(),
                view.took(now).toMillis() / 1000.0,
                view.run().accepted().priority().wire(),
                view.run().acceptedAt(),
                Text.fit(view.title(), LONGEST_TITLE, "…"));
    }

    public static List<String> table(List<RunLine> runs, ZoneId zone, Style style) {
        var table = new Table("begun", "request", "status", ">tasks", ">time", "what");
        for (RunLine run : runs) {
            table.row(
                    Cell.of(Text.day(run.begunAt(), zone)),
                    Cell.of(run.requestId()),
                    new Cell(run.status(), Style.ofStatus(run.status())),
                    Cell.of(run.completedTasks() + "/" + run.totalTasks()),
                    Cell.of(Text.seconds(run.seconds())),
                    Cell.of(run.title()));
        }
        return table.lines(style);
    }
}
