package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a chained log from its start, verifies every line, and hands on whole batches only. */
public final class ChainReader {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    /**
     * What a read found.
     *
     * @param head the last line of the last whole batch
     * @param goodBytes where that batch ends in the file
     * @param tornBytes what follows it and belongs to a batch that was never finished
     */
    public record Summary(Head head, long lines, long goodBytes, long tornBytes) {}

    private ChainReader() {}

    /**
     * Reads the file; a file that does not exist is an empty log.
     *
     * @throws DroverException naming the first bad line, when something other than an unfinished last batch does not
     *     verify
     */
    public static Summary read(Path file, Consumer<ChainLine> lines) throws IOException {
        if (!Files.exists(file)) {
            return new Summary(Head.EMPTY, 0, 0, 0);
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

        Pass(Path file, InputStream in, Consumer<ChainLine> lines) {
            this.file = file;
            this.in = in;
            this.lines = lines;
        }

        Summary run() throws IOException {
            Optional<Long> bad = Optional.empty();
            for (byte[] bytes = next(); bytes.length > 0 || lineComplete; bytes = next()) {
                lineNumber++;
                Optional<ChainLine> line = ChainLine.parse(bytes).filter(l -> l.follows(last));
                if (line.isPresent() && lineComplete) {
                    take(line.get());
                } else if (isTorn(bytes)) {
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
            return new Summary(committed, committed.seq(), goodBytes, Files.size(file) - goodBytes);
        }

        private void take(ChainLine line) {
            last = new Head(line.seq(), line.hash());
            if (line.batchEnd()) {
                batch.forEach(lines);
                batch.clear();
                committed = last;
                goodBytes = offset;
            } else {
                batch.add(line);
            }
        }

        /** A write that the machine did not finish: no line feed at its end, or blocks that were never filled. */
        private boolean isTorn(byte[] bytes) {
            if (!lineComplete) {
                return true;
            }
            for (byte b : bytes) {
                if (b == 0) {
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
