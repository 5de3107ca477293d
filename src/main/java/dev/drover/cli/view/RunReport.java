package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.cli.view.Table.Cell;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Reports;
import dev.drover.master.core.Run;
import dev.drover.master.core.Task;
import dev.drover.message.Failure;
import dev.drover.message.TaskReport;
import dev.drover.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All there is to say of one request. */
public record RunReport(Home home, RunView view, TaskResults results) {
    private static final int MOST_FINDINGS = 20;

    public static RunReport of(Home home, RunView view) {
        return new RunReport(home, view, TaskResults.read(home, view.run()));
    }

    /** How it ended, what was found and left, and where everything lies. */
    public List<String> ending(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(view.run()
                .finish()
                .map(f -> style.paint(Style.of(f.status()), Text.line(f.summary())))
                .orElse(view.statusWord()));
        section(lines, "findings", findings(style));
        section(lines, "files and commits", artifacts(style));
        section(lines, "where", places());
        return lines;
    }

    /** The whole of it. */
    public List<String> everything(Instant now, ZoneId zone, Style style) {
        List<String> lines = new ArrayList<>();
        Run run = view.run();
        lines.add(RunTable.head(view, now, style));
        lines.add("accepted " + Text.day(view.acceptedAt(), zone) + ", priority "
                + run.accepted().priority().wire()
                + (run.round() > 1 ? ", round " + run.round() : ""));
        lines.add("workspace: " + run.accepted().workspace().orElse("a scratch folder of its own"));
        lines.add("plan: " + planned(run));
        UnknownMembers.of(home, view.id()).forEach(warning -> lines.add(Text.line("warning: " + warning)));
        view.endingText(now).ifPresent(text -> lines.add("end: " + Text.line(text)));
        run.finish().ifPresent(f -> lines.add("end: " + Text.line(f.summary())));
        Style in = indented(style);
        section(lines, "graph", DagText.lines(run, in));
        section(lines, "tasks", RunTable.tasks(home, view, now, in));
        section(lines, "what they say in full", inFull(in));
        section(lines, "timeline", Timeline.lines(view, now, in));
        section(lines, "findings", findings(style));
        section(lines, "files and commits", artifacts(style));
        section(lines, "where", places());
        return lines;
    }

    static String planned(Run run) {
        return Text.line(run.plan().pattern().map(p -> "pattern " + p + ". ").orElse("")
                + run.plan().reason() + ". " + run.plan().strategyReason());
    }

    /** The same for programs. */
    public Map<String, Object> json() {
        Run run = view.run();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("request_id", view.id());
        json.put("status", view.statusWord());
        json.put("accepted_at", view.acceptedAt());
        json.put("round", run.round());
        json.put("request", run.accepted());
        json.put("plan", run.plan());
        run.finish().ifPresent(finish -> json.put("finish", finish));
        if (!view.ending().isEmpty()) {
            json.put("ending", view.ending());
        }
        json.put("tasks", taskReports());
        json.put("attempts", view.spans());
        json.put("findings", results.findings());
        json.put("artifacts", results.artifacts());
        json.put("branches", results.branches());
        json.put("commits", results.commits());
        json.put("folder", home.name(folder()));
        return json;
    }

    private List<TaskReport> taskReports() {
        return view.run().tasks().stream()
                .map(task -> Reports.report(view.run(), task))
                .toList();
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title + ":");
            content.forEach(line -> lines.add("  " + line));
        }
    }

    /** What has lines of its own and is only begun in the table. */
    private List<String> inFull(Style style) {
        List<String> lines = new ArrayList<>();
        for (Task task : view.run().tasks()) {
            String said = task.error()
                    .map(Failure::message)
                    .or(() -> task.outcome().map(Outcome::summary))
                    .orElse("");
            List<String> more = MoreLines.of(said, style.width() - 2, style);
            if (!more.isEmpty()) {
                lines.add(Text.line(task.id() + ": " + MoreLines.lead(said)));
                more.forEach(line -> lines.add("  " + line));
            }
        }
        return lines;
    }

    private List<String> findings(Style style) {
        List<TaskResults.Found> all = results.findings();
        if (all.isEmpty()) {
            return List.of();
        }
        var table = new Table("severity", "place", "task", "what");
        for (TaskResults.Found found : all.subList(0, Math.min(all.size(), MOST_FINDINGS))) {
            table.row(
                    new Cell(
                            found.finding().severity().wire(),
                            Style.of(found.finding().severity())),
                    Cell.of(found.place()),
                    Cell.of(found.taskId()),
                    Cell.of(found.finding().message() + " [" + found.finding().rule() + "]"));
        }
        List<String> lines = new ArrayList<>(table.lines(indented(style)));
        if (all.size() > MOST_FINDINGS) {
            lines.add("and " + (all.size() - MOST_FINDINGS) + " more: drover show " + view.id() + " --json");
        }
        return lines;
    }

    private List<String> artifacts(Style style) {
        List<String> lines = new ArrayList<>();
        results.artifacts()
                .forEach(left -> lines.add(Text.fit(
                        Text.line(left.artifact().path() + " (" + left.taskId() + ")"),
                        style.width() - 2,
                        style.ellipsis())));
        results.branches().forEach(branch -> lines.add(Ending.takenOver(branch)));
        results.commits().forEach((task, commit) -> lines.add(Text.line("commit " + commit + " (" + task + ")")));
        return lines;
    }

    private List<String> places() {
        List<String> lines = new ArrayList<>();
        Path result = home.outbox().resolve(view.id() + ".json");
        if (Files.exists(result)) {
            lines.add("result:  " + result);
        }
        ReportFiles.html(home, view.id()).ifPresent(file -> lines.add("report:  " + file));
        lines.add("folder:  " + folder());
        lines.add("output:  " + folder().resolve("tasks/TASK/ATTEMPT/output.log"));
        lines.add("journal: " + home.journal() + " (drover logs --request " + view.id() + ")");
        return lines;
    }

    private Path folder() {
        return home.run(view.id());
    }

    private static Style indented(Style style) {
        return new Style(style.colour(), style.unicode(), style.width() - 2);
    }
}
