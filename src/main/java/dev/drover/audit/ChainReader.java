package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a chained log from its start, verifies every line, and hands on whole batches only. */
public final class ChainReader {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
    private static final int SECTOR_BYTES = 512;

    /**
     * What a read found.
     *
     * @param head the last line of the last whole batch
     * @param goodBytes where that batch ends in the file
     * @param tornBytes what follows it and belongs to a batch that was never finished
     * @param lineFeedMissing whether that batch is whole but for the line feed at its very end
     */
    public record Summary(Head head, long lines, long goodBytes, long tornBytes, boolean lineFeedMissing) {}

    private ChainReader() {}

    /**
     * Reads the file; a file that does not exist is an empty log.
     *
     * @throws DroverException naming the first bad line, when something other than an unfinished last batch does not
     *     verify
     */
    public static Summary read(Path file, Consumer<ChainLine> lines) throws IOException {
        if (!Files.exists(file)) {
            return new Summary(Head.EMPTY, 0, 0, 0, false);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new Pass(file, in, lines).run();
        }
    }

    private static final class Pass {
        private final Path file;
        private final InputStream in;
        private final Consumer<ChainLine> lines;
        private final List<ChainLine> batch = new ArrayList<>();
        private Head committed = Head.EMPTY;
        private Head last = Head.EMPTY;
        private long offset;
        private long goodBytes;
        private long lineNumber;
        private boolean lineComplete;
        private boolean lineFeedMissing;

        Pass(Path file, InputStream in, Consumer<ChainLine> lines) {
            this.file = file;
            this.in = in;
            this.lines = lines;
        }

        Summary run() throws IOException {
            Optional<Long> bad = Optional.empty();
            for (byte[] bytes = next(); bytes.length > 0 || lineComplete; bytes = next()) {
                lineNumber++;
                Optional<ChainLine> line = ChainLine.parse(bytes);
                boolean follows = line.filter(l -> l.follows(last)).isPresent();
                if (follows && (lineComplete || line.get().batchEnd())) {
                    take(line.get());
                } else if ((line.isEmpty() || follows) && isTorn(bytes)) {
                    break;
                } else {
                    bad = Optional.of(lineNumber);
                    break;
                }
            }
            if (bad.isPresent()) {
                throw new DroverException(
                        "%s: line %d does not verify (expected line number %d of the chain, after hash %s). Nothing was changed. Restore the file from a copy, or keep it for examination, move it away and start with an empty journal"
                                .formatted(file, bad.get(), last.seq() + 1, last.hash()));
            }
            return new Summary(committed, committed.seq(), goodBytes, Files.size(file) - goodBytes, lineFeedMissing);
        }

        private void take(ChainLine line) {
            last = new Head(line.seq(), line.hash());
            if (line.batchEnd()) {
                batch.forEach(lines);
                batch.clear();
                committed = last;
                goodBytes = offset;
                lineFeedMissing = !lineComplete;
            } else {
                batch.add(line);
            }
        }

        /**
         * A write that the machine did not finish: a line that is cut short at the end of the file, or blocks that were
         * never filled and no end of a batch after them. A byte that changed is none of these.
         */
        private boolean isTorn(byte[] bytes) throws IOException {
            if (!lineComplete) {
                boolean wholeAndMore = bytes.length > 0
                        && ChainLine.parse(Arrays.copyOf(bytes, bytes.length - 1))
                                .isPresent();
                return !wholeAndMore;
            }
            return hasUnfilledBlock(bytes, offset - bytes.length - 1) && !batchEndFollows();
        }

        private boolean hasUnfilledBlock(byte[] bytes, long start) throws IOException {
            int from = 0;
            while (from < bytes.length && bytes[from] != 0) {
                from++;
            }
            int to = from;
            while (to < bytes.length && bytes[to] == 0) {
                to++;
            }
            return to > from
                    && (start + from) % SECTOR_BYTES == 0
                    && ((start + to) % SECTOR_BYTES == 0 || start + to == Files.size(file));
        }

        private boolean batchEndFollows() throws IOException {
            for (byte[] bytes = next(); bytes.length > 0 || lineComplete; bytes = next()) {
                if (ChainLine.parse(bytes).filter(ChainLine::batchEnd).isPresent()) {
                    return true;
                }
            }
            return false;
        }

        private byte[] next() throws IOException {
            var out = new ByteArrayOutputStream(512);
            lineComplete = false;
            int b;
            while ((b = in.read()) >= 0) {
                offset++;
                if (b == '\n') {
                    lineComplete = true;
                    break;
                }
                out.write(b);
                if (out.size() > MAX_LINE_BYTES) {
                    throw new DroverException(file + ": line " + (lineNumber + 1) + " is longer than " + MAX_LINE_BYTES
                            + " bytes, so this is not a log of Drover's");
                }
            }
            return out.toByteArray();
        }
    }
}
