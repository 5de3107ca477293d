package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Long and deeply nested functions of languages that no parser is here for: by braces, or by indentation in Python. */
public final class UnitSizeRule implements Rule {
    private static final Pattern PYTHON_UNIT = Pattern.compile("^(\\s{0,40})(?:async\\s+)?def\\s+(\\w+)");
    private static final Pattern BRACE_UNIT = Pattern.compile(
            "^\\s{0,40}(?:[\\w<>,.*&\\[\\]]{1,40}\\s{1,3}){0,5}(?:function\\s{1,3}|func\\s{1,3}(?:\\([^)]{0,80}\\)\\s{0,3})?|fn\\s{1,3}|fun\\s{1,3})(\\w{1,80})\\s{0,3}[<(]");
    private static final int MAX_FILE_LINES = 2_500;

    @Override
    public List<Hit> check(SourceFile file) {
        var hits = new ArrayList<Hit>();
        boolean python = file.hasExtension("py");
        boolean braces = file.isScript() || file.hasExtension("go", "php", "rs", "kt", "swift");
        if ((python || braces || file.hasExtension("java", "c", "cc", "cpp", "cs", "rb")) && !file.isTest()) {
            int lines = file.lines().size();
            if (lines > MAX_FILE_LINES) {
                hits.add(new Hit(
                        Size.FILE.id(), Severity.LOW, lines + " lines: " + Size.FILE.advice(), 1, "the whole file"));
            }
            if (python) {
                indented(file, hits);
            } else if (braces) {
                braced(file, hits);
            }
        }
        return hits;
    }

    private static void indented(SourceFile file, List<Hit> hits) {
        Deque<Unit> open = new ArrayDeque<>();
        List<String> code = file.code();
        for (int i = 0; i <= code.size(); i++) {
            String line = i < code.size() ? code.get(i) : "end";
            if (line.isBlank()) {
                continue;
            }
            int indent = line.length() - line.stripLeading().length();
            while (!open.isEmpty()
                    && indent <= open.getFirst().indent()
                    && !")]}".contains(line.strip().substring(0, 1))) {
                UnitLimits.check(open.pop(), hits);
            }
            Matcher unit = PYTHON_UNIT.matcher(line);
            if (unit.find()) {
                open.push(new Unit(unit.group(2), i + 1, indent, i + 1, 0));
            } else if (!open.isEmpty()) {
                // Continued lines are indented too, but only the first words of a statement open a level.
                boolean opens = line.stripTrailing().endsWith(":")
                        && line.strip().matches("(?:if|for|while|with|try|elif|else|except|match|case|async)\\b.*");
                int depth = opens ? (indent - open.getFirst().indent()) / 4 : 0;
                open.push(open.pop().upTo(i + 1, depth));
            }
        }
    }

    private static void braced(SourceFile file, List<Hit> hits) {
        Deque<Unit> open = new ArrayDeque<>();
        List<String> code = file.code();
        int depth = 0;
        for (int i = 0; i < code.size(); i++) {
            String line = code.get(i);
            Matcher unit = line.length() < 500 ? BRACE_UNIT.matcher(line) : BRACE_UNIT.matcher("");
            if (unit.find() && line.stripTrailing().endsWith("{")) {
                open.push(new Unit(unit.group(1), i + 1, depth, i + 1, 0));
            }
            for (int c = 0; c < line.length(); c++) {
                depth += line.charAt(c) == '{' ? 1 : line.charAt(c) == '}' ? -1 : 0;
                if (!open.isEmpty() && depth > open.getFirst().indent()) {
                    int inside = depth - open.getFirst().indent() - 1;
                    open.push(open.pop().upTo(i + 1, inside));
                }
                while (!open.isEmpty()
                        && line.charAt(c) == '}'
                        && depth <= open.getFirst().indent()) {
                    UnitLimits.check(open.pop().upTo(i + 1, 0), hits);
                }
            }
        }
    }

    /**
     * A function.
     *
     * @param indent how deep its header stands: columns, or braces
     * @param lastLine counted from 1
     * @param depth levels below its own
     */
    record Unit(String name, int line, int indent, int lastLine, int depth) {
        Unit upTo(int newLast, int newDepth) {
            return new Unit(name, line, indent, newLast, Math.max(depth, newDepth));
        }
    }
}
