package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A check that one line can fail by itself.
 *
 * @param in which files it is about
 * @param inComments whether a line that is only a comment counts
 */
record LineCheck(
        String rule, Severity severity, String message, Predicate<SourceFile> in, boolean inComments, Pattern pattern) {
    private static final int MAX_LINE = 2_000;

    /** What a list of checks finds. */
    static List<Finding> run(List<LineCheck> checks, SourceFile file) {
        List<LineCheck> relevant =
                checks.stream().filter(check -> check.in.test(file)).toList();
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < file.lines().size() && !relevant.isEmpty(); i++) {
            String line = file.lines().get(i);
            boolean comment = isComment(line, file);
            for (LineCheck check : relevant) {
                if (line.length() <= MAX_LINE
                        && (check.inComments || !comment)
                        && check.pattern.matcher(line).find()) {
                    findings.add(new Finding(
                            check.severity, check.rule, check.message, Optional.of(file.path()), Optional.of(i + 1)));
                }
            }
        }
        return findings;
    }

    private static boolean isComment(String line, SourceFile file) {
        String text = line.stripLeading();
        boolean hash = file.hasExtension("py", "rb", "sh", "yml", "yaml", "toml") && text.startsWith("#");
        return hash || text.startsWith("//") || text.startsWith("/*") || text.startsWith("* ") || text.equals("*");
    }
}
