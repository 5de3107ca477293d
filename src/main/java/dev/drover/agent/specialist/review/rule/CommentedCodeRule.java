package dev.drover.agent.specialist.review.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Several comment lines in a row that read as statements. Documentation, which shows code on purpose, is none. */
public final class CommentedCodeRule implements Rule {
    private static final int LEAST_LINES = 3;

    private static final Pattern BRACES = Pattern.compile(
            "(?:[\\w)\\]\"'}]\\s*;|[)\\w]\\s*\\{|^\\}.{0,20})$|^(?:return|if|for|while|const|let|var|int|String)\\b.{0,120}[;{]$");
    private static final Pattern PYTHON = Pattern.compile(
            "^(?:def|class|if|elif|for|while|with|try|else|except)\\b.{0,120}:$|^[\\w.\\[\\]]{1,60}\\s(?:=|\\+=)\\s\\S.{0,120}$"
                    + "|^(?:return|import|from|raise|print)\\b[ (].{0,120}$|^[\\w.]{1,60}\\(.{0,120}\\)$");

    @Override
    public List<Hit> check(SourceFile file) {
        var hits = new ArrayList<Hit>();
        boolean python = file.hasExtension("py");
        boolean braces = file.isScript() || file.hasExtension("java", "kt", "go", "c", "cc", "cpp", "cs", "php", "rs");
        if (!python && !braces) {
            return hits;
        }
        String mark = python ? "#" : "//";
        Pattern statement = python ? PYTHON : BRACES;
        int first = -1;
        int statements = 0;
        for (int i = 0; i <= file.lines().size(); i++) {
            String line = i < file.lines().size() ? file.lines().get(i).strip() : "";
            boolean comment = line.startsWith(mark) && !line.startsWith("///") && !line.startsWith("#!");
            if (comment) {
                String text = line.substring(mark.length()).strip();
                boolean reads = text.length() < 200 && statement.matcher(text).find();
                first = reads && first < 0 ? i : first;
                statements += reads ? 1 : 0;
            } else {
                // Most of the lines: prose may hold a statement as an example.
                if (statements >= LEAST_LINES && 3 * statements >= 2 * (i - first)) {
                    hits.add(Hit.at(file, first + 1, Leftover.COMMENTED_CODE).saying((i - first) + " lines:"));
                }
                first = -1;
                statements = 0;
            }
        }
        return hits;
    }
}
