package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Takes a file apart into lines, and tells which of them end with a line feed. Confined to one thread. */
final class LineSource implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
    private static final byte[] NONE = new byte[0];

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 17];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long offset;
    private boolean complete;

    LineSource(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /** The next line without its line feed; at the end of the file an empty one that is not {@link #isComplete}. */
    byte[] next() throws IOException {
        complete = false;
        begun.reset();
        while (fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (begun.size() + end - from > MAX_LINE_BYTES) {
                throw new DroverException(file + ": a line after byte " + offset + " is longer than " + MAX_LINE_BYTES
                        + " bytes, so this is not a log of Drover's");
            }
            if (end == to) {
                begun.write(buffer, from, to - from);
                from = to;
                continue;
            }
            byte[] line = rest(end);
            from = end + 1;
            complete = true;
            offset += line.length + 1L;
            return line;
        }
        offset += begun.size();
        return begun.size() == 0 ? NONE : begun.toByteArray();
    }

    private byte[] rest(int end) {
        if (begun.size() == 0) {
            return Arrays.copyOfRange(buffer, from, end);
        }
        begun.write(buffer, from, end - from);
        return begun.toByteArray();
    }

    private boolean fill() throws IOException {
        if (from < to) {
            return true;
        }
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    /** Whether the last line ended with a line feed. */
    boolean isComplete() {
        return complete;
    }

    /** How many bytes of the file were handed on, line feeds included. */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
