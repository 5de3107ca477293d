package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows a chained log that another process writes, from an offset on: whole batches, and only lines that are wanted.
 * It trusts what it reads; {@link ChainReader} is the one that verifies. Confined to one thread.
 */
public final class ChainTail {
    private static final int CHUNK = 1 << 18;

    private final Path file;
    private final long until;
    private long offset;
    private long seenSize = -1;
    private boolean aligned;

    private ChainTail(Path file, long offset, long until) {
        this.file = file;
        this.offset = offset;
        this.until = until;
        this.aligned = offset == 0;
    }

    /** Begins with the first line that begins at the offset or after it. */
    public static ChainTail from(Path file, long offset) {
        return new ChainTail(file, offset, Long.MAX_VALUE);
    }

    /** The same, up to an offset at which a batch ends. */
    public static ChainTail between(Path file, long offset, long until) {
        return new ChainTail(file, offset, until);
    }

    /** How long the log is now, in bytes over all of its files; 0 when there is none. */
    public static long size(Path file) throws IOException {
        Segment written = Segment.of(file).getLast();
        return written.start() + written.size();
    }

    /** Where the last batch that was handed on ends. */
    public long offset() {
        return offset;
    }

    /**
     * Hands on what has become whole since the last call.
     *
     * @param wanted is asked with the text of a line; what it declines costs next to nothing
     * @return whether any batch was whole, wanted or not
     */
    public boolean poll(Predicate<String> wanted, Consumer<ChainLine> lines) throws IOException {
        List<Segment> segments = Segment.of(file);
        long size =
                Math.min(until, segments.getLast().start() + segments.getLast().size());
        if (size == seenSize || size <= offset) {
            return false;
        }
        long before = offset;
        for (Segment segment : segments) {
            long end = Math.min(size, segment.start() + segment.size());
            if (offset < end && !read(segment, end, wanted, lines)) {
                return offset > before;
            }
        }
        seenSize = size;
        return offset > before;
    }

    /** Returns whether the file was the one that it was taken for until it was read. */
    private boolean read(Segment segment, long end, Predicate<String> wanted, Consumer<ChainLine> lines)
            throws IOException {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            // Rotated away between the two looks, the log's own name is that of a later part of it.
            if (!Segment.of(file).contains(segment)) {
                return false;
            }
            // A file begins with a line. When this one is further on, what came before it is not kept any more.
            if (offset <= segment.start()) {
                offset = segment.start();
                aligned = true;
            }
            align(channel, segment.start());
            if (aligned) {
                channel.position(offset - segment.start());
                new Pass(wanted, lines).run(channel, end - offset);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** An offset within a line belongs to nobody: the line before it ends first. */
    private void align(FileChannel channel, long start) throws IOException {
        ByteBuffer before = ByteBuffer.allocate(1);
        while (!aligned && channel.read(before.clear(), offset - start - 1) == 1) {
            if (before.get(0) == '\n') {
                aligned = true;
            } else {
                offset++;
            }
        }
    }

    private final class Pass {
        private final Predicate<String> wanted;
        private final Consumer<ChainLine> lines;
        private final List<ChainLine> batch = new ArrayList<>();
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private long position = offset;

        Pass(Predicate<String> wanted, Consumer<ChainLine> lines) {
            this.wanted = wanted;
            this.lines = lines;
        }

        void run(FileChannel channel, long bytes) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            for (long left = bytes; left > 0; ) {
                chunk.clear().limit((int) Math.min(CHUNK, left));
                int n = channel.read(chunk);
                if (n < 0) {
                    return;
                }
                left -= n;
                split(chunk.array(), n);
            }
        }

        private void split(byte[] bytes, int length) {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    begun.write(bytes, start, i - start);
                    position += begun.size() + 1L;
                    line(begun.toString(StandardCharsets.UTF_8));
                    begun.reset();
                    start = i + 1;
                }
            }
            begun.write(bytes, start, length - start);
        }

        private void line(String text) {
            if (ChainLine.endsBatch(text)) {
                batch.forEach(lines);
                batch.clear();
                offset = position;
            } else if (wanted.test(text)) {
                batch.add(ChainLine.form(text)
                        .orElseThrow(() -> new DroverException(file + " has a line that is not one of a log at byte "
                                + position + "; see what is wrong with: drover audit verify")));
            }
        }
    }
}
