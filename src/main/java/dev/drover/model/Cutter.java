package dev.drover.model;

/** Beginnings of texts. */
final class Cutter {
    private Cutter() {}

    /** As many whole lines as have at most so many tokens. */
    static String lines(String text, long tokens) {
        long left = tokens;
        int end = 0;
        while (end < text.length()) {
            int feed = text.indexOf('\n', end);
            int next = feed < 0 ? text.length() : feed + 1;
            left -= Tokens.of(text.substring(end, next));
            if (left < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    /** As many whole lines as have at most so many tokens; of the first one a piece when it alone has more. */
    static String any(String text, long tokens) {
        String lines = lines(text, tokens);
        if (!lines.isEmpty()) {
            return lines;
        }
        int fits = 0;
        int tooLong = text.length() + 1;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (Tokens.of(text.substring(0, middle)) <= tokens) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        boolean half = fits > 0 && Character.isHighSurrogate(text.charAt(fits - 1));
        return text.substring(0, half ? fits - 1 : fits);
    }
}
