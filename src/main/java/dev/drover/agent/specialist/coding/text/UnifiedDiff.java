package dev.drover.agent.specialist.coding.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unified diff of one file, as git writes it.
 *
 * @param text empty when nothing differs
 * @param added lines that are new
 * @param removed lines that are gone
 */
public record UnifiedDiff(String text, long added, long removed) {
    private static final int CONTEXT = 3;

    /**
     * One side of a diff.
     *
     * @param executable whether the file may be run
     */
    @SuppressWarnings("ArrayRecordComponent") // is handed on and not compared
    public record Side(byte[] content, boolean executable) {
        private String mode() {
            return executable ? "100755" : "100644";
        }
    }

    /** What turns one state of a file into the other; empty is a file that is not there. */
    public static UnifiedDiff of(String path, Optional<Side> before, Optional<Side> after) {
        Optional<TextFile> old = before.flatMap(side -> TextFile.of(side.content()));
        Optional<TextFile> fresh = after.flatMap(side -> TextFile.of(side.content()));
        boolean binary = (before.isPresent() && old.isEmpty()) || (after.isPresent() && fresh.isEmpty());
        String from = QuotedName.quoted("a/" + path);
        String to = QuotedName.quoted("b/" + path);
        String head = "diff --git " + from + " " + to + "\n" + modes(before, after);
        if (binary) {
            return new UnifiedDiff(head + "Binary files " + from + " and " + to + " differ\n", 0, 0);
        }
        List<Line> oldLines = lines(old);
        List<Line> freshLines = lines(fresh);
        List<LineDiff.Block> blocks = LineDiff.of(oldLines, freshLines);
        if (blocks.isEmpty()) {
            return new UnifiedDiff(modes(before, after).isEmpty() ? "" : head, 0, 0);
        }
        var text = new StringBuilder(head);
        text.append("--- ").append(before.isPresent() ? from : "/dev/null").append('\n');
        text.append("+++ ").append(after.isPresent() ? to : "/dev/null").append('\n');
        for (List<LineDiff.Block> near : grouped(blocks)) {
            hunk(text, near, oldLines, freshLines);
        }
        return new UnifiedDiff(
                text.toString(),
                blocks.stream().mapToLong(b -> b.freshTo() - b.freshFrom()).sum(),
                blocks.stream().mapToLong(b -> b.oldTo() - b.oldFrom()).sum());
    }

    private static String modes(Optional<Side> before, Optional<Side> after) {
        if (before.isEmpty()) {
            return after.map(side -> "new file mode " + side.mode() + "\n").orElse("");
        }
        if (after.isEmpty()) {
            return "deleted file mode " + before.get().mode() + "\n";
        }
        return before.get().executable() == after.get().executable()
                ? ""
                : "old mode " + before.get().mode() + "\nnew mode "
                        + after.get().mode() + "\n";
    }

    /** A byte order mark belongs to the first line, as it does for git. */
    private static List<Line> lines(Optional<TextFile> file) {
        return file.map(f -> Line.of((f.hasMark() ? "\uFEFF" : "") + f.text())).orElse(List.of());
    }

    private static List<List<LineDiff.Block>> grouped(List<LineDiff.Block> blocks) {
        var groups = new ArrayList<List<LineDiff.Block>>();
        for (LineDiff.Block block : blocks) {
            if (groups.isEmpty() || block.oldFrom() - groups.getLast().getLast().oldTo() > 2 * CONTEXT) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(block);
        }
        return groups;
    }

    private static void hunk(StringBuilder text, List<LineDiff.Block> blocks, List<Line> old, List<Line> fresh) {
        int lead = Math.min(CONTEXT, blocks.getFirst().oldFrom());
        int oldFrom = blocks.getFirst().oldFrom() - lead;
        int freshFrom = blocks.getFirst().freshFrom() - lead;
        int trail = Math.min(CONTEXT, old.size() - blocks.getLast().oldTo());
        int oldTo = blocks.getLast().oldTo() + trail;
        int freshTo = blocks.getLast().freshTo() + trail;
        text.append("@@ -").append(range(oldFrom, oldTo)).append(" +").append(range(freshFrom, freshTo));
        text.append(" @@\n");
        int at = oldFrom;
        for (LineDiff.Block block : blocks) {
            lines(text, ' ', old.subList(at, block.oldFrom()));
            lines(text, '-', old.subList(block.oldFrom(), block.oldTo()));
            lines(text, '+', fresh.subList(block.freshFrom(), block.freshTo()));
            at = block.oldTo();
        }
        lines(text, ' ', old.subList(at, oldTo));
    }

    private static String range(int from, int to) {
        int count = to - from;
        return (count == 0 ? from : from + 1) + (count == 1 ? "" : "," + count);
    }

    private static void lines(StringBuilder text, char kind, List<Line> lines) {
        for (Line line : lines) {
            text.append(kind)
                    .append(line.text())
                    .append(line.end().startsWith("\r") ? "\r" : "")
                    .append('\n');
            if (!line.isEnded()) {
                text.append("\\ No newline at end of file\n");
            }
        }
    }
}
