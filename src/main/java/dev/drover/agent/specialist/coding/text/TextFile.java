package dev.drover.agent.specialist.coding.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text of a file in the encoding that it has, so that what is written back has the same bytes wherever the text is
 * the same: UTF-8 with or without a byte order mark, UTF-16 with one, and otherwise one byte a character (ISO-8859-1).
 */
public final class TextFile {
    private static final int BINARY_LOOK_BYTES = 8000;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] NONE = {};

    private final byte[] mark;
    private final Charset charset;
    private final String text;

    private TextFile(byte[] mark, Charset charset, String text) {
        this.mark = mark;
        this.charset = charset;
        this.text = text;
    }

    /** The text in these bytes; empty when they are no text. */
    public static Optional<TextFile> of(byte[] bytes) {
        if (startsWith(bytes, UTF_8_MARK)) {
            return decode(bytes, UTF_8_MARK, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, UTF_16LE_MARK)) {
            return decode(bytes, UTF_16LE_MARK, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, UTF_16BE_MARK)) {
            return decode(bytes, UTF_16BE_MARK, StandardCharsets.UTF_16BE);
        }
        for (int i = 0; i < Math.min(bytes.length, BINARY_LOOK_BYTES); i++) {
            if (bytes[i] == 0) {
                return Optional.empty();
            }
        }
        return decode(bytes, NONE, StandardCharsets.UTF_8).or(() -> decode(bytes, NONE, StandardCharsets.ISO_8859_1));
    }

    /** A new file. */
    public static TextFile ofNew(String text) {
        return new TextFile(NONE, StandardCharsets.UTF_8, text);
    }

    public String text() {
        return text;
    }

    /**
     * The same file with another text.
     *
     * @throws EditRefused when the encoding of the file has no bytes for it
     */
    public TextFile with(String changed) throws EditRefused {
        if (!charset.newEncoder().canEncode(changed)) {
            throw new EditRefused("the file is in " + charset + ", which has no bytes for some of the new text; convert"
                    + " the file to UTF-8 first, or write it whole");
        }
        return new TextFile(mark, charset, changed);
    }

    public byte[] bytes() {
        byte[] encoded = text.getBytes(charset);
        byte[] all = Arrays.copyOf(mark, mark.length + encoded.length);
        System.arraycopy(encoded, 0, all, mark.length, encoded.length);
        return all;
    }

    /** Whether it begins with a byte order mark, which is no part of the text. */
    boolean hasMark() {
        return mark.length > 0;
    }

    /** The line end that most lines have; a line feed when there is none. */
    public String lineEnd() {
        int feeds = 0;
        int both = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            feeds++;
            both += i > 0 && text.charAt(i - 1) == '\r' ? 1 : 0;
        }
        return 2 * both > feeds ? "\r\n" : "\n";
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(Arrays.copyOf(bytes, start.length), start);
    }

    private static Optional<TextFile> decode(byte[] bytes, byte[] mark, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, mark.length, bytes.length - mark.length));
            return Optional.of(new TextFile(mark, charset, text.toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
