package dev.drover.report;

import dev.drover.message.Artifact;
import dev.drover.message.Severity;
import dev.drover.message.TaskState;
import dev.drover.report.account.RunAccount;
import dev.drover.report.account.TaskAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small pieces that many sections are made of. */
final class Marks {
    private Marks() {}

    static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.CRITICAL;
            case HIGH -> Tone.HIGH;
            case MEDIUM -> Tone.MEDIUM;
            case LOW -> Tone.LOW;
            case INFO -> Tone.INFO;
        };
    }

    static Tone tone(TaskState state) {
        return switch (state) {
            case COMPLETED -> Tone.GOOD;
            case FAILED -> Tone.HIGH;
            case BLOCKED, CANCELLED -> Tone.MEDIUM;
            case PENDING, QUEUED, RUNNING -> Tone.PLAIN;
        };
    }

    /** What somebody said behind the head of a paragraph; lines after the first one keep their form. */
    static void told(List<Block> blocks, List<Inline> head, String text) {
        String others = Words.otherLines(text);
        List<Inline> line = new ArrayList<>(head);
        line.add(new Inline.Text(
                others.isEmpty() ? text : text.strip().lines().findFirst().orElse("")));
        blocks.add(new Block.Paragraph(line));
        if (!others.isEmpty()) {
            blocks.add(new Block.Preformatted(others));
        }
    }

    static Inline badge(Severity severity) {
        return new Inline.Badge(severity.wire(), tone(severity));
    }

    static Inline badge(TaskState state) {
        return new Inline.Badge(state.wire(), tone(state));
    }

    /** What was to be done; a pattern adds the request to it, which the page says once. */
    static String action(RunAccount run, TaskAccount task) {
        String request =
                run.asked().userRequest().map(text -> " The request: " + text).orElse("");
        String action = task.action();
        return request.isEmpty() || !action.endsWith(request)
                ? action
                : action.substring(0, action.length() - request.length());
    }

    /** The folder of the attempt that counted, relative to the run folder. */
    static String folder(TaskAccount task) {
        return "tasks/" + task.id() + "/" + task.report().attempts();
    }

    static Inline result(TaskAccount task) {
        String path = folder(task) + "/result.json";
        return new Inline.FileLink(path, path);
    }

    /** A file that a task left: a link when it lies in the run folder. */
    static Inline artifact(RunAccount run, Artifact artifact) {
        return file(run, artifact.path());
    }

    /** A path as messages name it: relative to the home when it begins with {@code bus/}. */
    static Inline file(RunAccount run, String path) {
        String prefix = prefix(run);
        if (!path.startsWith(prefix) || path.indexOf('\0') >= 0) {
            return new Inline.Code(path);
        }
        String inside = path.substring(prefix.length());
        boolean plain = Path.of(inside).normalize().toString().equals(inside) && !inside.startsWith("..");
        return plain && !inside.isEmpty() ? new Inline.FileLink(inside, inside) : new Inline.Code(path);
    }

    private static String prefix(RunAccount run) {
        return run.home().relativize(run.folder()).toString() + "/";
    }
}
