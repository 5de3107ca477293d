package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A check that one statement can fail by itself: a line, and the lines after it as long as a parenthesis is open.
 *
 * @param in which files it is about
 * @param view which reading of the file is looked at
 * @param hint a text that each match begins with or holds on its first line; most files hold none, which saves time
 */
record LineCheck(KnownRule rule, Severity severity, Predicate<SourceFile> in, View view, String hint, Pattern pattern) {
    private static final int MAX_LINE = 2_000;
    private static final int MAX_STATEMENT_LINES = 6;

    /** The file as it stands, without comments, or without comments and what strings hold. */
    enum View {
        TEXT,
        UNCOMMENTED,
        CODE
    }

    /** A check of what is not a comment. */
    static LineCheck of(KnownRule rule, Severity severity, Predicate<SourceFile> in, String hint, String pattern) {
        return new LineCheck(rule, severity, in, View.UNCOMMENTED, hint, Pattern.compile(pattern));
    }

    /** A check of code that strings cannot satisfy: what one says about a call is none. */
    static LineCheck ofCode(KnownRule rule, Severity severity, Predicate<SourceFile> in, String hint, String pattern) {
        return of(rule, severity, in, hint, pattern).on(View.CODE);
    }

    LineCheck on(View other) {
        return new LineCheck(rule, severity, in, other, hint, pattern);
    }

    /** What a list of checks finds; of several with one rule on one line, the first. */
    static List<Hit> run(List<LineCheck> checks, SourceFile file) {
        Map<String, Hit> hits = new LinkedHashMap<>();
        for (LineCheck check : checks) {
            if (file.text().contains(check.hint) && check.in.test(file)) {
                check.find(file, hits);
            }
        }
        return List.copyOf(hits.values());
    }

    private void find(SourceFile file, Map<String, Hit> hits) {
        List<String> lines =
                switch (view) {
                    case TEXT -> file.lines();
                    case UNCOMMENTED -> file.uncommented();
                    case CODE -> file.code();
                };
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() <= MAX_LINE && line.contains(hint)) {
                Matcher matcher = pattern.matcher(statement(lines, i));
                if (matcher.find() && matcher.start() <= line.length()) {
                    hits.putIfAbsent(rule.id() + ":" + i, Hit.at(file, i + 1, rule, severity));
                }
            }
        }
    }

    private static String statement(List<String> lines, int first) {
        String line = lines.get(first);
        int open = balance(line);
        if (open <= 0) {
            return line;
        }
        var statement = new StringBuilder(line);
        for (int i = first + 1; i < Math.min(lines.size(), first + MAX_STATEMENT_LINES) && open > 0; i++) {
            String next = lines.get(i).strip();
            if (statement.length() + next.length() > MAX_LINE) {
                break;
            }
            statement.append(' ').append(next);
            open += balance(next);
        }
        return statement.toString();
    }

    private static int balance(String line) {
        int open = 0;
        for (int i = 0; i < line.length(); i++) {
            open += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
        }
        return open;
    }
}
