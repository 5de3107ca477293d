package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Takes a file apart into lines. Confined to one thread. */
final class LineSource implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    /**
     * A line of a file.
     *
     * @param bytes without the line feed
     * @param complete whether a line feed ends it; only what is last in a file may lack it
     * @param end how many bytes of the file end with it, line feed included
     */
    @SuppressWarnings("ArrayRecordComponent") // is handed on and not compared
    record Line(byte[] bytes, boolean complete, long end) {}

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 17];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long offset;

    LineSource(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /** The next line; empty at the end of the file. */
    Optional<Line> next() throws IOException {
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
            offset += line.length + 1L;
            return Optional.of(new Line(line, true, offset));
        }
        if (begun.size() == 0) {
            return Optional.empty();
        }
        offset += begun.size();
        return Optional.of(new Line(begun.toByteArray(), false, offset));
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

    @Override
    public void close() throws IOException {
        in.close();
    }
}
