package dev.drover.agent.specialist.documentation.links;

/**
 * Takes out of Markdown the angle brackets that open nothing. The parser looks for the end of each to the end of its
 * paragraph, so that a few hundred thousand of them would keep it busy for hours.
 */
final class Brackets {
    /** Longer than tags and addresses that people write. */
    private static final int MAX_TAG = 500;

    private static final String[][] PAIRS = {{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<", ">"}};

    private final String text;

    /** Where the next end of each kind is, as far as was looked. */
    private final int[] next = {-1, -1, -1, -1};

    private Brackets(String text) {
        this.text = text;
    }

    /** The text in the same length, with a space for each of them. */
    static String paired(String text) {
        return text.indexOf('<') < 0 ? text : new Brackets(text).paired();
    }

    private String paired() {
        var out = new StringBuilder(text);
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' && !(begins && text.startsWith("<!--", i)) && !isPaired(i)) {
                out.setCharAt(i, ' ');
            }
            begins = c == '\n' || (begins && c == ' ');
        }
        return out.toString();
    }

    private boolean isPaired(int at) {
        for (int kind = 0; kind < PAIRS.length; kind++) {
            if (text.startsWith(PAIRS[kind][0], at)) {
                if (next[kind] < at) {
                    int found = text.indexOf(PAIRS[kind][1], at);
                    next[kind] = found < 0 ? Integer.MAX_VALUE : found;
                }
                return next[kind] - at <= MAX_TAG;
            }
        }
        return false;
    }
}
