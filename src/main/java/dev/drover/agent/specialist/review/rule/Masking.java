package dev.drover.agent.specialist.review.rule;

import java.util.List;

/**
 * A text with blanks for its comments, and once more with blanks for what its strings hold too; every character that is
 * left stands where it stood. One pass, which knows no language well: what looks like a quote and is none, such as in a
 * regular expression, misleads it until the end of the line.
 */
final class Masking {
    private final String text;
    private final Syntax syntax;
    private final char[] uncommented;
    private final char[] code;
    private int at;

    private Masking(String text, Syntax syntax) {
        this.text = text;
        this.syntax = syntax;
        this.uncommented = text.toCharArray();
        this.code = text.toCharArray();
        while (at < text.length()) {
            step();
        }
    }

    static Masking of(String text, Syntax syntax) {
        return new Masking(text, syntax);
    }

    List<String> uncommented() {
        return new String(uncommented).lines().toList();
    }

    List<String> code() {
        return new String(code).lines().toList();
    }

    private void step() {
        for (String quote : syntax.longQuotes()) {
            if (text.startsWith(quote, at)) {
                int from = at;
                string(quote, true);
                if (isDocumentation(from)) {
                    blank(uncommented, from, at);
                }
                return;
            }
        }
        if (syntax.blockComments() && text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            comment(end < 0 ? text.length() : end + 2);
        } else if (beginsLineComment()) {
            comment(lineEnd());
        } else if (syntax.quotes().indexOf(text.charAt(at)) >= 0) {
            string(text.substring(at, at + 1), false);
        } else {
            at++;
        }
    }

    /** In Python, a string that is a statement of its own: what stands before it ends a line, and opens no expression. */
    private boolean isDocumentation(int from) {
        int before = from - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        boolean ownLine = before < 0 || text.lastIndexOf('\n', from) > before;
        return syntax.documentsInStrings() && ownLine && (before < 0 || "([{,=+%\\".indexOf(text.charAt(before)) < 0);
    }

    private boolean beginsLineComment() {
        for (String mark : syntax.lineComments()) {
            // In a shell, '#' within a word is none.
            boolean apart = !mark.equals("#") || at == 0 || !isWord(text.charAt(at - 1));
            // The address after 'https:' is none either.
            boolean address = mark.equals("//") && at > 0 && text.charAt(at - 1) == ':';
            if (apart && !address && text.startsWith(mark, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "$&{}_/".indexOf(c) >= 0;
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void comment(int end) {
        blank(uncommented, at, end);
        blank(code, at, end);
        at = end;
    }

    private void string(String quote, boolean manyLines) {
        int inside = at + quote.length();
        int end = inside;
        while (end < text.length() && !text.startsWith(quote, end)) {
            if (text.charAt(end) == '\n' && !manyLines) {
                break;
            }
            end += text.charAt(end) == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        blank(code, inside, end);
        at = Math.min(text.length(), text.startsWith(quote, end) ? end + quote.length() : end);
    }

    private static void blank(char[] characters, int from, int to) {
        for (int i = from; i < to; i++) {
            if (characters[i] != '\n' && characters[i] != '\r') {
                characters[i] = ' ';
            }
        }
    }
}
