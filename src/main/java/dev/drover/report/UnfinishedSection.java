package dev.drover.report;

import dev.drover.message.Failure;
import dev.drover.message.TaskState;
import dev.drover.report.account.Digest;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What failed or was blocked, why, and what to do now. */
final class UnfinishedSection {
    private static final int MOST = 50;

    private UnfinishedSection() {}

    static Optional<Page.Section> of(RunAccount run) {
        List<TaskAccount> all = run.tasks().stream()
                .filter(task -> task.report().state() != TaskState.COMPLETED)
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<TaskAccount> own = all.stream().filter(task -> !isOfAnother(task)).toList();
        List<Block> blocks = new ArrayList<>();
        own.stream().limit(MOST).forEach(task -> blocks.add(task(run, task)));
        if (own.size() > MOST) {
            blocks.add(Block.paragraph(
                    "And " + Words.count(own.size() - MOST, "more task") + ": ",
                    new Inline.Code("drover show " + run.requestId())));
        }
        List<TaskAccount> others =
                all.stream().filter(UnfinishedSection::isOfAnother).toList();
        if (!others.isEmpty()) {
            List<Inline> line = new ArrayList<>(Inline.line("Not begun, since they depend on what did not complete: "));
            others.stream().limit(MOST).forEach(task -> line.addAll(Inline.line(new Inline.Code(task.id()), " ")));
            blocks.add(new Block.Paragraph(line));
        }
        if (run.isWorthRetrying()) {
            blocks.add(Block.paragraph(
                    "When what was missing is put right, this does the rest and nothing twice: ",
                    new Inline.Code("drover retry " + run.requestId())));
        }
        return Optional.of(new Page.Section("unfinished", "What was not done", blocks));
    }

    private static boolean isOfAnother(TaskAccount task) {
        return task.report()
                .error()
                .map(Failure::code)
                .filter(code -> code.startsWith("dependency_"))
                .isPresent();
    }

    private static Block task(RunAccount run, TaskAccount task) {
        List<Block> content = new ArrayList<>();
        String why = task.report()
                .error()
                .map(Failure::message)
                .or(() -> task.digest().flatMap(Digest::error).map(Failure::message))
                .orElse(task.report().summary());
        Marks.told(content, Inline.line(), why);
        task.digest()
                .flatMap(Digest::outputTail)
                .filter(tail -> !why.contains(tail.strip()))
                .ifPresent(tail -> content.add(new Block.Preformatted(lastLines(tail))));
        task.digest().stream()
                .flatMap(digest -> digest.evidence().stream())
                .reduce((first, second) -> second)
                .ifPresent(last -> {
                    List<Inline> line = new ArrayList<>(Inline.line(
                            "The last command was ",
                            new Inline.Code(last.command()),
                            ", which ended with exit code " + last.exitCode() + ". "));
                    last.log().ifPresent(log -> line.addAll(Inline.line("Its output: ", Marks.file(run, log))));
                    content.add(new Block.Paragraph(line));
                });
        return new Block.Fold(
                Inline.line(
                        Marks.badge(task.report().state()),
                        " ",
                        new Inline.Code(task.id()),
                        " " + Marks.action(run, task) + " ",
                        attempts(task)),
                true,
                content);
    }

    private static String attempts(TaskAccount task) {
        int n = task.report().attempts();
        return n > 1 ? "(" + n + " attempts)" : "";
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
