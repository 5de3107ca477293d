package dev.drover.report.page;

/**
 * Text of unknown origin as a reader can trust it: whatever would change how the text around it looks (control
 * characters, overrides of the direction, characters without a width) is written out, and what is too long is cut.
 */
public final class Visible {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** More marks on one letter than any script needs only cover what stands above and below. */
    private static final int MOST_MARKS = 4;

    private Visible() {}

    /** In one line: white space becomes one blank. Takes time in proportion to {@code max} and not to the text. */
    public static String line(String text, int max) {
        return write(text, max, false);
    }

    /** With its line feeds and tabs. */
    public static String block(String text, int max) {
        return write(text, max, true);
    }

    private static String write(String text, int max, boolean lines) {
        var out = new StringBuilder(Math.min(text.length(), max) + 16);
        int marks = 0;
        int i = 0;
        for (int seen = 0; i < text.length() && seen < max; seen++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            marks = mark ? marks + 1 : 0;
            boolean dos = c == '\r' && i < text.length() && text.charAt(i) == '\n';
            if (lines && (c == '\n' || c == '\t')) {
                out.appendCodePoint(c);
            } else if (lines && dos) {
                marks = 0;
            } else if (isBlank(c)) {
                blank(out, lines);
            } else if (marks <= MOST_MARKS) {
                out.append(isHidden(c) ? escape(c) : Character.toString(c));
            }
        }
        String shown = lines ? out.toString().stripTrailing() : out.toString().strip();
        return i < text.length() ? shown + "…" : shown;
    }

    private static void blank(StringBuilder out, boolean lines) {
        if (lines || (!out.isEmpty() && out.charAt(out.length() - 1) != ' ')) {
            out.append(' ');
        }
    }

    private static boolean isBlank(int c) {
        return (Character.isWhitespace(c) && !isSeparatorControl(c)) || Character.isSpaceChar(c);
    }

    /** Java counts the separators of old teletypes as white space. */
    private static boolean isSeparatorControl(int c) {
        return c >= 0x1C && c <= 0x1F;
    }

    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.SURROGATE
                || (type == Character.FORMAT && c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER)
                || (c & 0xFFFE) == 0xFFFE
                || (c >= 0xFDD0 && c <= 0xFDEF);
    }

    private static String escape(int c) {
        return c > 0xFFFF ? "\\u{%x}".formatted(c) : "\\u%04x".formatted(c);
    }
}
