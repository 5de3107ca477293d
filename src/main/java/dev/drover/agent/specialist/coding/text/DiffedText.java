package dev.drover.agent.specialist.coding.text;

import dev.drover.agent.specialist.coding.text.FileDiff.Hunk;
import dev.drover.agent.specialist.coding.text.FileDiff.HunkLine;
import dev.drover.message.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with the hunks of a diff applied to it. Every kept and every removed line must be there exactly (fuzz 0). A hunk
 * whose lines stand elsewhere than its header says is applied there, if that is the only such place below the hunk before.
 */
public final class DiffedText {
    private static final String MARK = "\uFEFF";

    private final TextFile file;
    private final List<Line> old;
    private final boolean literal;
    private final List<Line> fresh = new ArrayList<>();
    private int next;
    private int drift;

    private DiffedText(TextFile file, FileDiff diff) {
        this.file = file;
        // Git sees one line in a file that holds a mark alone.
        this.old = file.hasMark() && file.text().isEmpty() ? List.of(new Line("", "")) : Line.of(file.text());
        // With line feeds alone the diff was made by something that does not see CRLF, so it means the file's own.
        this.literal = diff.hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .anyMatch(line -> line.text().endsWith("\r"));
    }

    /**
     * The text after the change.
     *
     * @throws EditRefused when a hunk does not fit; the message names it and the first line that differs
     */
    public static TextFile of(TextFile file, FileDiff diff) throws EditRefused {
        var text = new DiffedText(file, diff);
        for (int i = 0; i < diff.hunks().size(); i++) {
            text.apply(diff.hunks().get(i), i + 1);
        }
        return text.whole();
    }

    private void apply(Hunk hunk, int number) throws EditRefused {
        List<HunkLine> lines = hunk.lines();
        int said = hunk.oldStart() + drift - (hunk.oldCount() > 0 ? 1 : 0);
        int place = place(hunk, said, number);
        drift += place - said;
        while (next < place) {
            fresh.add(old.get(next++));
        }
        for (HunkLine line : lines) {
            switch (line.kind()) {
                case ' ' -> fresh.add(old.get(next++));
                case '-' -> next++;
                default -> fresh.add(added(line));
            }
        }
    }

    private int place(Hunk hunk, int said, int number) throws EditRefused {
        Optional<String> mismatch = mismatch(hunk, said);
        if (mismatch.isEmpty()) {
            return said;
        }
        var places = new ArrayList<Integer>();
        if (hunk.oldCount() > 0) {
            for (int i = next; i + hunk.oldCount() <= old.size() && places.size() < 2; i++) {
                if (mismatch(hunk, i).isEmpty()) {
                    places.add(i);
                }
            }
        }
        if (places.size() != 1) {
            throw new EditRefused("hunk " + number + " does not fit: " + mismatch.get()
                    + (places.isEmpty()
                            ? ""
                            : ", and its lines stand in more than one other place; correct the line number"));
        }
        return places.getFirst();
    }

    /** What differs first when the hunk is put at this place; the cheap comparison of the first line comes first. */
    private Optional<String> mismatch(Hunk hunk, int place) {
        if (place < next || place + hunk.oldCount() > old.size()) {
            return Optional.of("the file has " + old.size() + " lines, and it is for the lines " + (place + 1) + " to "
                    + (place + hunk.oldCount())
                    + (place < next ? ", which the hunk before it has passed" : ""));
        }
        int at = place;
        for (HunkLine line : hunk.lines()) {
            if (line.isOld()) {
                Line there = old.get(at);
                String text = literal ? there.text() + (there.end().startsWith("\r") ? "\r" : "") : there.text();
                if (!text.equals(said(line))) {
                    return Optional.of("line " + (at + 1) + " of the file is '" + Ids.printable(text, 80)
                            + "' and not '" + Ids.printable(said(line), 80) + "'");
                }
                if (there.isEnded() != line.ended()) {
                    return Optional.of("line " + (at + 1) + " of the file has " + (there.isEnded() ? "a" : "no")
                            + " line end, other than the diff says (\\ No newline at end of file)");
                }
                at++;
            }
        }
        return Optional.empty();
    }

    private Line added(HunkLine line) {
        String end = !line.ended() ? "" : literal ? "\n" : lineEndHere();
        return new Line(said(line), end);
    }

    /** In a diff a byte order mark is a part of the first line. */
    private String said(HunkLine line) {
        return file.hasMark() && line.text().startsWith(MARK) ? line.text().substring(1) : line.text();
    }

    /** That of the line above, else of the line below: a file may have both kinds. */
    private String lineEndHere() {
        if (!fresh.isEmpty() && fresh.getLast().isEnded()) {
            return fresh.getLast().end();
        }
        return next < old.size() && old.get(next).isEnded() ? old.get(next).end() : file.lineEnd();
    }

    private TextFile whole() throws EditRefused {
        while (next < old.size()) {
            fresh.add(old.get(next++));
        }
        var text = new StringBuilder();
        for (int i = 0; i < fresh.size(); i++) {
            if (!fresh.get(i).isEnded() && i < fresh.size() - 1) {
                throw new EditRefused(
                        "the diff leaves line " + (i + 1) + " without a line end in the middle of the file");
            }
            text.append(fresh.get(i).whole());
        }
        return file.with(text.toString());
    }
}
