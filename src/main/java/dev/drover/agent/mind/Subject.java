package dev.drover.agent.mind;

import dev.drover.agent.specialist.review.Reviewed;
import dev.drover.agent.specialist.review.WithoutSecrets;
import dev.drover.message.Finding;
import dev.drover.message.Shortened;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file that a model is to judge, with numbers before its lines.
 *
 * @param hidden lines that hold a secret, which nobody else is to be told
 */
record Subject(String file, String text, List<String> lines, Set<Integer> hidden) {
    private static final int CONTEXT = 3;
    private static final int LONGEST_LINE = 400;

    Subject {
        lines = List.copyOf(lines);
        hidden = Set.copyOf(hidden);
    }

    static Subject of(String file, String text, List<Finding> findings) {
        var hidden = new HashSet<Integer>();
        for (Finding finding : findings) {
            if (finding.rule().startsWith("secret.")) {
                finding.line().ifPresent(hidden::add);
            }
        }
        return new Subject(file, text, text.lines().toList(), hidden);
    }

    /**
     * The lines that are looked at, those marked with a plus, with a few around them; all lines when that is all.
     *
     * @param most characters
     */
    String shown(Reviewed reviewed, int most) {
        var out = new StringBuilder();
        int last = 0;
        for (int line = 1; line <= lines.size(); line++) {
            if (!isNear(reviewed, line)) {
                continue;
            }
            if (out.length() > most) {
                return out + "[the rest of the file is left out]\n";
            }
            out.append(line > last + 1 ? "…\n" : "")
                    .append(line)
                    .append(reviewed.ofChanges() && reviewed.has(file, line) ? " + " : "   ")
                    .append(shown(line))
                    .append('\n');
            last = line;
        }
        return out.toString();
    }

    private String shown(int line) {
        String whole = lines.get(line - 1);
        return hidden.contains(line) ? WithoutSecrets.INSTEAD : Shortened.of(whole, LONGEST_LINE);
    }

    private boolean isNear(Reviewed reviewed, int line) {
        if (!reviewed.ofChanges()) {
            return true;
        }
        for (int at = line - CONTEXT; at <= line + CONTEXT; at++) {
            if (at >= 1 && at <= lines.size() && reviewed.has(file, at)) {
                return true;
            }
        }
        return false;
    }
}
