package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.cli.view.Table.Cell;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.TaskState;
import dev.drover.report.FindingGroups;
import dev.drover.report.ReportFiles;
import dev.drover.report.Verdict;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Tone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a request ended, in as few lines as a person wants to read before turning to the report. */
public final class Ending {
    private static final int MOST_FINDINGS = 8;
    private static final int MOST_TASKS = 5;

    private Ending() {}

    public static List<String> lines(Home home, RunAccount run, Style style) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = Verdict.of(run);
        wrap(verdict.sentence(), style.width()).forEach(line -> lines.add(style.paint(paint(verdict.tone()), line)));
        lines.add(style.paint(Paint.DIM, fit(run.result().summary(), style)));
        findings(run, style, lines);
        unfinished(run, style, lines);
        left(run, style, lines);
        lines.add("");
        ReportFiles.html(home, run.requestId()).ifPresent(file -> lines.add("report:  " + file));
        Path answer = home.answer(run.requestId());
        if (Files.exists(answer)) {
            lines.add("result:  " + answer);
        }
        lines.add("folder:  " + run.folder());
        return lines;
    }

    private static Paint paint(Tone tone) {
        return switch (tone) {
            case GOOD -> Paint.GREEN;
            case CRITICAL, HIGH -> Paint.RED;
            case MEDIUM, WAITING -> Paint.YELLOW;
            case LOW, INFO, PLAIN -> Paint.PLAIN;
        };
    }

    private static void findings(RunAccount run, Style style, List<String> lines) {
        if (run.findings() == 0) {
            return;
        }
        List<String> counts = new ArrayList<>();
        run.counts().forEach((severity, n) -> {
            if (n > 0) {
                counts.add(style.paint(Style.of(severity), n + " " + severity.wire()));
            }
        });
        lines.add("");
        lines.add("findings: " + String.join(", ", counts));
        List<FindingGroups.Group> groups = FindingGroups.of(run);
        var table = new Table("", "place", "what");
        long shown = 0;
        for (FindingGroups.Group group : groups.subList(0, Math.min(MOST_FINDINGS, groups.size()))) {
            int more = group.found().size() - 1;
            Finding first = group.found().getFirst().finding();
            shown += group.found().size();
            table.row(
                    new Cell(group.severity().wire(), Style.of(group.severity())),
                    Cell.of(FindingGroups.place(first) + (more > 0 ? " and " + more + " more" : "")),
                    Cell.of(first.message() + " [" + group.rule() + "]"));
        }
        List<String> rows = table.lines(new Style(style.colour(), style.unicode(), style.width() - 2));
        rows.subList(1, rows.size()).forEach(row -> lines.add("  " + row));
        if (run.findings() > shown) {
            lines.add("  and " + Text.count(run.findings() - shown, "more finding") + "; the report has more of them");
        }
    }

    private static void unfinished(RunAccount run, Style style, List<String> lines) {
        List<TaskAccount> open = run.tasks().stream()
                .filter(task -> task.report().state() != TaskState.COMPLETED)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("not done:");
        for (TaskAccount task : open.subList(0, Math.min(MOST_TASKS, open.size()))) {
            TaskState state = task.report().state();
            String why = task.report().error().map(Failure::message).orElse("");
            String head = task.id() + " " + state.wire() + ": ";
            String rest = Text.fit(
                    Text.line(MoreLines.lead(why)),
                    Math.max(10, style.width() - 2 - Text.width(head)),
                    style.ellipsis());
            lines.add("  " + task.id() + " " + style.paint(Style.of(state), state.wire()) + ": " + rest);
            MoreLines.of(why, style.width() - 4, style).forEach(line -> lines.add("    " + line));
        }
        if (open.size() > MOST_TASKS) {
            lines.add("  and " + (open.size() - MOST_TASKS) + " more");
        }
        if (run.isWorthRetrying()) {
            lines.add("  once mended: drover retry " + run.requestId());
        }
    }

    /** What a person does with a branch that holds what was written. */
    static String takenOver(String branch) {
        return Text.line("branch " + branch + ", to be taken over with: git merge " + branch);
    }

    private static void left(RunAccount run, Style style, List<String> lines) {
        List<String> left = new ArrayList<>();
        run.tasks().stream()
                .flatMap(task -> task.report().branch().stream())
                .distinct()
                .forEach(branch -> left.add(takenOver(branch)));
        for (TaskAccount task : run.tasks()) {
            task.report().commit().ifPresent(commit -> left.add("commit " + commit + " (" + task.id() + ")"));
            task.digest().ifPresent(digest -> digest.artifacts()
                    .forEach(artifact -> left.add(artifact.path() + " (" + task.id() + ")")));
        }
        if (!left.isEmpty()) {
            lines.add("");
            lines.add("files and commits:");
            left.subList(0, Math.min(MOST_FINDINGS, left.size()))
                    .forEach(line -> lines.add("  " + fit(line, 2, style)));
            if (left.size() > MOST_FINDINGS) {
                lines.add("  and " + (left.size() - MOST_FINDINGS) + " more");
            }
        }
    }

    private static String fit(String text, Style style) {
        return fit(text, 0, style);
    }

    private static String fit(String text, int indent, Style style) {
        return Text.fit(Text.line(text), style.width() - indent, style.ellipsis());
    }

    /** A sentence over as many lines as it needs. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : Text.line(text).split(" ")) {
            if (!line.isEmpty() && Text.width(line.toString()) + 1 + Text.width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
