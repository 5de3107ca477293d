package dev.drover.message;

/** Text that is cut where it is long, and never within a character that takes two {@code char}s. */
public final class Shortened {
    private Shortened() {}

    /** The text, cut and with an ellipsis behind it when it has more than {@code max} {@code char}s. */
    public static String of(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }

    /** The same for its end, with the ellipsis before it. */
    public static String endOf(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int begin = text.length() - max;
        return "…" + text.substring(Character.isLowSurrogate(text.charAt(begin)) ? begin + 1 : begin);
    }
}
