package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a chained log, all of its files in order, verifies every line, and hands on whole batches only. */
public final class ChainReader {
    /**
     * What a read found.
     *
     * @param head the last line of the last whole batch
     * @param lines how many lines were verified
     * @param start how many bytes of the log precede the file that is written
     * @param goodBytes where the last whole batch ends in that file
     * @param tornBytes what follows it and belongs to a batch that was never finished
     * @param lineFeedMissing whether that batch is whole but for the line feed at its very end
     */
    public record Summary(Head head, long lines, long start, long goodBytes, long tornBytes, boolean lineFeedMissing) {}

    /**
     * What a reader knows beforehand.
     *
     * @param after the line after which it reads on; without it, it reads from the first line that is kept
     * @param heads hashes by line number that the log must hold; those outside of what is read are not looked for
     */
    public record Known(Optional<Head> after, Map<Long, String> heads) {
        public static final Known NOTHING = new Known(Optional.empty(), Map.of());

        public Known {
            heads = Map.copyOf(heads);
        }
    }

    private static final long LAST_LINE_WITHIN = 1 << 16;

    private ChainReader() {}

    /**
     * Reads the log from its first line that is kept; a log that does not exist is an empty one.
     *
     * @throws DroverException naming the first bad line, when something other than an unfinished last batch does not
     *     verify
     */
    public static Summary read(Path log, Consumer<ChainLine> lines) throws IOException {
        return read(log, Known.NOTHING, lines);
    }

    /**
     * Reads the log as far as it is not known.
     *
     * @throws DroverException naming the first bad line, when something other than an unfinished last batch does not
     *     verify, or the log does not hold what is known of it
     */
    public static Summary read(Path log, Known known, Consumer<ChainLine> lines) throws IOException {
        List<Segment> all = Segment.of(log);
        List<Segment> wanted = all;
        if (known.after().isPresent()) {
            wanted = from(all, known.after().get());
            if (wanted.isEmpty()) {
                throw new DroverException(log + ": line " + known.after().get().seq() + " is not in any of its files");
            }
        }
        if (known.after().isEmpty() && all.getFirst().start() > 0) {
            throw new DroverException(log + ": the file with its first line is missing: the oldest one that is there, "
                    + all.getFirst().file().getFileName() + ", begins after "
                    + all.getFirst().start()
                    + " bytes. Nothing was changed. Restore the missing files from a copy");
        }
        var pass = new ChainPass(known, wanted.getFirst().start() == 0, lines);
        for (Segment full : wanted.subList(0, wanted.size() - 1)) {
            pass.file(full.file(), false);
        }
        pass.file(wanted.getLast().file(), true);
        return pass.summary(log, wanted.getLast().start());
    }

    /** The line before the first one of the file that is written; empty when that is the first file. */
    public static Optional<Head> beginning(Path log) throws IOException {
        List<Segment> all = Segment.of(log);
        return all.size() == 1
                ? Optional.empty()
                : Optional.of(end(all.get(all.size() - 2).file()));
    }

    /** The last line of a file that was rotated away. */
    private static Head end(Path file) throws IOException {
        long size = Files.size(file);
        for (long window = LAST_LINE_WITHIN; ; window *= 16) {
            byte[] bytes = tail(file, Math.max(0, size - window), size);
            int end = bytes.length - 1;
            int start = end - 1;
            while (start >= 0 && bytes[start] != '\n') {
                start--;
            }
            if (start >= 0 || window >= size) {
                return ChainLine.parse(Arrays.copyOfRange(bytes, start + 1, Math.max(start + 1, end)))
                        .map(line -> new Head(line.seq(), line.hash()))
                        .orElseThrow(() -> new DroverException(file + ": its last line does not verify. Nothing was "
                                + "changed. Restore the file from a copy"));
            }
        }
    }

    private static byte[] tail(Path file, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, from + bytes.position());
            }
            return bytes.array();
        }
    }

    /** The file with the line after {@code head}, and all that follow it. */
    private static List<Segment> from(List<Segment> all, Head head) throws IOException {
        for (int i = all.size() - 1; i >= 0; i--) {
            Optional<ChainLine> first = first(all.get(i).file());
            if (first.filter(line -> line.seq() <= head.seq() + 1).isPresent()) {
                return all.subList(i, all.size());
            }
        }
        return head.seq() == 0 ? all : new ArrayList<>();
    }

    private static Optional<ChainLine> first(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var source = new LineSource(file)) {
            return source.next().flatMap(line -> ChainLine.parse(line.bytes()));
        }
    }
}
