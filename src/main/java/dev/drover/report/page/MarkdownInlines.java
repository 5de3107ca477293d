package dev.drover.report.page;

import java.util.List;

/** The pieces of a line as Markdown. */
final class MarkdownInlines {
    /** Every character that may begin something in CommonMark or in GitHub's extensions, wherever it stands. */
    private static final String SPECIAL = "\\`*_{}[]<>()#|~&!@$";

    private static final int BAR_WIDTH = 24;

    private final String base;

    MarkdownInlines(String base) {
        this.base = base;
    }

    String write(List<Inline> line) {
        var out = new StringBuilder();
        line.forEach(inline -> out.append(write(inline)));
        return atStart(out.toString().strip());
    }

    /** A line that begins like an item of a list or a heading is neither. */
    static String atStart(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
            i++;
        }
        boolean mark = i == 0 ? line.matches("(?s)[-+=].*") : line.startsWith(".", i) || line.startsWith(")", i);
        return mark ? line.substring(0, i) + "\\" + line.substring(i) : line;
    }

    /** In a table, where a bar would begin a new cell even within code. */
    String cell(List<Inline> line) {
        var out = new StringBuilder();
        for (Inline inline : line) {
            out.append(inline instanceof Inline.Code code ? code(code.text()).replace("|", "\\|") : write(inline));
        }
        return out.toString().strip();
    }

    private String write(Inline inline) {
        return switch (inline) {
            case Inline.Text text -> escape(text.text());
            case Inline.Strong strong -> "**" + escape(strong.text()) + "**";
            case Inline.Code code -> code(code.text());
            case Inline.Badge badge -> "**" + escape(badge.text()) + "**";
            case Inline.FileLink link -> "[" + escape(link.text()) + "](" + base + Href.of(link.path()) + ")";
            case Inline.Jump jump -> escape(jump.text());
            case Inline.Bar bar -> "`" + bar(bar) + "`";
        };
    }

    private static String bar(Inline.Bar bar) {
        char[] cells = "░".repeat(BAR_WIDTH).toCharArray();
        for (Inline.Part part : bar.parts()) {
            int from = (int) Math.min(BAR_WIDTH - 1, Math.round(part.from() * BAR_WIDTH));
            int to = (int) Math.max(from + 1, Math.round(part.to() * BAR_WIDTH));
            for (int i = from; i < to; i++) {
                cells[i] = part.tone() == Tone.WAITING ? '·' : '█';
            }
        }
        return new String(cells);
    }

    private static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String ticks = "`".repeat(longestTicks(text) + 1);
        String gap = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return ticks + gap + text + gap + ticks;
    }

    static int longestTicks(String text) {
        int longest = 0;
        int now = 0;
        for (int i = 0; i < text.length(); i++) {
            now = text.charAt(i) == '`' ? now + 1 : 0;
            longest = Math.max(longest, now);
        }
        return longest;
    }

    /** Text that no reader of Markdown takes for anything else, addresses included. */
    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean scheme = c == ':' && text.startsWith("//", i + 1);
            boolean host = c == '.' && i >= 3 && text.regionMatches(true, i - 3, "www", 0, 3);
            if (scheme || host || SPECIAL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
