package dev.drover.agent.specialist.documentation.page;

import dev.drover.message.Shortened;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Puts text from files, and their names, into Markdown so that it stays text, also in the cells of a table. */
public final class Markdown {
    private static final int MAX_TEXT = 600;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final String SPECIAL = "\\*_`|[]";
    private static final String PLAIN_IN_PATHS = "-._~/!$'*+,;=:@";

    private Markdown() {}

    /** One paragraph: no line breaks, no HTML, so neither a comment nor a marker can come in this way. */
    public static String text(String text) {
        return escaped(Shortened.of(oneLine(text).strip(), MAX_TEXT));
    }

    /** The same, for a part of a paragraph: space at its ends stays. */
    public static String part(String text) {
        return escaped(Shortened.of(oneLine(text), MAX_TEXT));
    }

    /** Between backticks, more of them than it holds in a row. */
    public static String code(String text) {
        String line = Shortened.of(oneLine(text).strip(), MAX_TEXT).replace("|", "\\|");
        if (line.isEmpty()) {
            return "";
        }
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String ticks = "`".repeat(longest + 1);
        return longest == 0 ? ticks + line + ticks : ticks + " " + line + " " + ticks;
    }

    /**
     * A link.
     *
     * @param label Markdown
     * @param destination as {@link #destination} gives it
     */
    public static String link(String label, String destination) {
        return "[" + label + "](" + destination + ")";
    }

    /** A path as it must stand in a link: whatever is not plain in it is percent-encoded. */
    public static String destination(String path) {
        var out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN_IN_PATHS.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        // What stands before a colon would be taken for a scheme.
        return out.indexOf(":") >= 0 ? "./" + out : out.toString();
    }

    private static String escaped(String line) {
        var out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append("&amp;");
                default -> out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    private static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ");
    }
}
