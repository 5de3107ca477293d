package dev.drover.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text in the bytes of a file that a person, an editor or a shell wrote: UTF-8 with or without a byte order mark,
 * or UTF-16 as Windows tools write it.
 */
public sealed interface MessageText {
    /** All of it, without a byte order mark. */
    record Text(String text) implements MessageText {}

    /** The reason says what is wrong, where, and what to do. */
    record Unreadable(String reason) implements MessageText {}

    /** Never throws. */
    static MessageText decode(byte[] bytes) {
        int[] head = {at(bytes, 0), at(bytes, 1), at(bytes, 2), at(bytes, 3)};
        boolean utf32 = head[0] == 0xFF && head[1] == 0xFE && head[2] == 0 && head[3] == 0;
        if (utf32 || (head[0] == 0 && head[1] == 0)) {
            return new Unreadable("it begins with NUL bytes, so it is either not written out yet or UTF-32;"
                    + " write it again as UTF-8");
        }
        if (head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        if (head[0] == 0xFF && head[1] == 0xFE) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (head[0] == 0xFE && head[1] == 0xFF) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        // JSON and YAML begin with an ASCII character, whose other half is NUL in UTF-16.
        if (head[0] > 0 && head[1] == 0) {
            return decode(bytes, 0, StandardCharsets.UTF_16LE);
        }
        if (head[0] == 0 && head[1] > 0) {
            return decode(bytes, 0, StandardCharsets.UTF_16BE);
        }
        return decode(bytes, 0, StandardCharsets.UTF_8);
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : -1;
    }

    private static MessageText decode(byte[] bytes, int from, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, false);
        out.flip();
        if (result.isError()) {
            return new Unreadable("%s: byte %d (0x%02x) is not %s; write it again as UTF-8"
                    .formatted(place(out), in.position(), bytes[in.position()], charset));
        }
        if (in.hasRemaining()) {
            return new Unreadable("%s: it ends in the middle of a %s character; write the rest, or all of it as UTF-8"
                    .formatted(place(out), charset));
        }
        return new Text(out.toString());
    }

    private static String place(CharSequence decoded) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < decoded.length(); i++) {
            boolean lineFeed = decoded.charAt(i) == '\n';
            line = lineFeed ? line + 1 : line;
            column = lineFeed ? 1 : column + 1;
        }
        return "line " + line + ", column " + column;
    }
}
