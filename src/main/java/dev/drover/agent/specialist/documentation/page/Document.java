package dev.drover.agent.specialist.documentation.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * A text file that is changed in places, and comes out byte for byte as it went in everywhere else.
 *
 * @param text the bytes as ISO 8859-1, in which each is one character, whatever the encoding really is
 * @param utf8 whether the bytes are UTF-8
 */
public record Document(String text, boolean utf8) {
    public static Document of(byte[] bytes) {
        return new Document(new String(bytes, StandardCharsets.ISO_8859_1), isUtf8(bytes));
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same with Markdown put in place of what stands from {@code from} to {@code to}. */
    public Document replace(int from, int to, String markdown) {
        return new Document(text.substring(0, from) + own(markdown) + text.substring(to), utf8);
    }

    /** Where a line begins that matches and stands in no fenced code block; -1 when there is none. */
    public int find(Predicate<String> line) {
        Fences fences = Fences.in(text);
        for (int at = 0; at < text.length(); at = nextLine(at)) {
            if (line.test(text.substring(at, nextLine(at)).stripTrailing()) && !fences.contain(at)) {
                return at;
            }
        }
        return -1;
    }

    /** Where the line after this place begins. */
    public int nextLine(int from) {
        return Fences.lineEnd(text, from);
    }

    /** Markdown with this document's line ends; where it is not UTF-8, with character references for all but ASCII. */
    private String own(String markdown) {
        String encoded;
        if (utf8) {
            encoded = new String(markdown.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } else {
            var ascii = new StringBuilder();
            markdown.codePoints().forEach(c -> ascii.append(c < 128 ? Character.toString(c) : "&#" + c + ";"));
            encoded = ascii.toString();
        }
        return encoded.replace("\n", lineEnd());
    }

    /** The line end of the first line. */
    private String lineEnd() {
        int end = text.indexOf('\n');
        return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
