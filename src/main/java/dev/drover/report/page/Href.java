package dev.drover.report.page;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A path as part of a link: every byte that means something in a URI, in HTML or in Markdown is written as its number. */
public final class Href {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private Href() {}

    public static String of(String path) {
        var out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            out.append(PLAIN.indexOf(b) >= 0 ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return out.toString();
    }
}
