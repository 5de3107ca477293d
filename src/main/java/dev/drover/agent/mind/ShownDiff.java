package dev.drover.agent.mind;

import dev.drover.agent.specialist.review.SecretLines;
import dev.drover.agent.specialist.review.WithoutSecrets;
import dev.drover.message.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The change of a file as a model is shown it: without secrets, and only what stands near the changed lines. */
final class ShownDiff {
    private static final int CONTEXT = 3;
    private static final int LONGEST_LINE = 400;

    /** Of the old file, of the new one, or of both. */
    private record Line(char mark, String text) {
        boolean isIn(char other) {
            return mark == other || mark == ' ';
        }
    }

    private final List<Line> lines;

    private ShownDiff(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * The lines of a diff, each with its mark before it. Empty for one with a private key in the old or the new file.
     *
     * @param diff with the whole of both files
     * @param most characters
     */
    static Optional<String> of(String path, String diff, int most) {
        var lines = new ArrayList<Line>();
        boolean inside = false;
        for (String line : diff.split("\n", -1)) {
            inside |= line.startsWith("@@ ");
            if (inside && !line.isEmpty() && "+- ".indexOf(line.charAt(0)) >= 0) {
                // A line of its own for the rules is one here too.
                lines.add(new Line(line.charAt(0), line.substring(1).replace('\r', ' ')));
            }
        }
        return new ShownDiff(lines).shown(path, most);
    }

    private Optional<String> shown(String path, int most) {
        var hidden = new boolean[lines.size()];
        return hides(path, '-', hidden) && hides(path, '+', hidden)
                ? Optional.of(text(hidden, most))
                : Optional.empty();
    }

    /** Marks the lines with secrets of one of the two files; false when nothing of it may be shown. */
    private boolean hides(String path, char side, boolean[] hidden) {
        var text = new StringBuilder();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isIn(side)) {
                text.append(lines.get(i).text()).append('\n');
                places.add(i);
            }
        }
        SecretLines secrets = SecretLines.of(path, text.toString());
        secrets.lines().forEach(line -> hidden[places.get(line - 1)] = true);
        return !secrets.privateKey();
    }

    private String text(boolean[] hidden, int most) {
        var out = new StringBuilder();
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!isNear(i)) {
                continue;
            }
            if (out.length() > most) {
                return out + "[the rest of the change is left out]\n";
            }
            Line line = lines.get(i);
            String text = Shortened.of(line.text(), LONGEST_LINE);
            out.append(i > last ? "…\n" : "")
                    .append(line.mark())
                    .append(hidden[i] ? WithoutSecrets.INSTEAD : text)
                    .append('\n');
            last = i + 1;
        }
        return out.toString();
    }

    private boolean isNear(int index) {
        for (int i = Math.max(0, index - CONTEXT); i <= Math.min(lines.size() - 1, index + CONTEXT); i++) {
            if (lines.get(i).mark() != ' ') {
                return true;
            }
        }
        return false;
    }
}
