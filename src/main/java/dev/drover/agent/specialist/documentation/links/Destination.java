package dev.drover.agent.specialist.documentation.links;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a link leads, as its text says it.
 *
 * @param path without query and fragment, decoded; empty for the page itself
 * @param fragment behind the '#', decoded; empty when there is none
 */
record Destination(String path, String fragment) {
    private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*|//.*", Pattern.DOTALL);
    private static final Pattern FILLED_IN =
            Pattern.compile(".*(?:\\{\\{|\\$\\{|\\{%|<%|%\\{|@[A-Za-z.]+@).*", Pattern.DOTALL);

    /** Whether it leads out of the project, to another host or program. */
    static boolean leadsElsewhere(String text) {
        return ELSEWHERE.matcher(text).matches();
    }

    /** Whether some program has yet to put something in. */
    static boolean isFilledIn(String text) {
        return FILLED_IN.matcher(text).matches();
    }

    static Destination of(String text) {
        int hash = text.indexOf('#');
        String path = hash < 0 ? text : text.substring(0, hash);
        int query = path.indexOf('?');
        return new Destination(
                decoded(query < 0 ? path : path.substring(0, query)),
                hash < 0 ? "" : decoded(text.substring(hash + 1)));
    }

    boolean isAbsolute() {
        return path.startsWith("/");
    }

    /** The path from the root of the workspace; empty when it leads out of that. */
    Optional<String> from(String page) {
        if (path.isEmpty()) {
            return Optional.of(page);
        }
        Deque<String> parts = new ArrayDeque<>();
        int slash = page.lastIndexOf('/');
        String full = isAbsolute() || slash < 0 ? path : page.substring(0, slash) + "/" + path;
        for (String part : full.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** What percent signs stand for; the text itself when that is no UTF-8. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }
}
