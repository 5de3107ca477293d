package dev.drover.message;

import java.util.regex.Pattern;

/** The one form that ids of requests, tasks, packets and agents have. They become file names, so nothing else is let in. */
public final class Ids {
    /** The rule, as it is named in refusals and in the schemas. */
    public static final String RULE = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private static final Pattern FORM = Pattern.compile(RULE);

    private Ids() {}

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /** Returns the id, or throws if it could not safely become a file name. */
    public static String require(String what, String id) {
        if (!isValid(id)) {
            throw new DroverException(what + " '" + printable(id) + "' is not a valid id; it must match " + RULE);
        }
        return id;
    }

    /** The text with control characters made visible and cut to a length that fits in a message. */
    public static String printable(String text) {
        return printable(text, 120);
    }

    /** The same, cut to the given number of characters. */
    public static String printable(String text, int limit) {
        var out = new StringBuilder();
        text.codePoints()
                .limit(limit)
                .forEach(c -> out.append(
                        Character.isISOControl(c) || c == 0xFFFD ? "\\u%04x".formatted(c) : Character.toString(c)));
        return text.codePointCount(0, text.length()) > limit ? out + "…" : out.toString();
    }
}
