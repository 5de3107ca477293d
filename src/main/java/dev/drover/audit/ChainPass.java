package dev.drover.audit;

import dev.drover.audit.VerifiedLines.Verified;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One verifying pass over the files of a log, in order. Confined to one thread. */
final class ChainPass {
    private static final int SECTOR_BYTES = 512;
    private static final String STARTING_ANEW =
            "keep it for examination: move all files of the log, and the log's file in logs/checkpoints, away, and start "
                    + "with an empty one; drover audit verify will go on to say what other logs told of the old one";

    private final ChainReader.Known known;
    private final Consumer<ChainLine> lines;
    private final List<ChainLine> batch = new ArrayList<>();
    private Optional<Head> last;
    private Head committed = Head.EMPTY;
    private long count;
    private long goodBytes;
    private long tornBytes;
    private boolean lineFeedMissing;

    /** @param fromFirst whether the first file begins with the first line of the log */
    ChainPass(ChainReader.Known known, boolean fromFirst, Consumer<ChainLine> lines) {
        this.known = known;
        this.lines = lines;
        this.last = fromFirst ? Optional.of(Head.EMPTY) : Optional.empty();
        known.after().ifPresent(head -> committed = head);
    }

    /**
     * Reads the next file.
     *
     * @param written whether it is the one that is written, whose end may be torn, and which may not be there yet
     */
    void file(Path file, boolean written) throws IOException {
        goodBytes = 0;
        tornBytes = 0;
        lineFeedMissing = false;
        if (Files.notExists(file)) {
            return;
        }
        long lineNumber = 0;
        try (var source = new VerifiedLines(file)) {
            for (Optional<Verified> next = source.next(); next.isPresent(); next = source.next()) {
                lineNumber++;
                LineSource.Line raw = next.get().raw();
                Optional<ChainLine> line = next.get().good();
                boolean follows = line.filter(this::follows).isPresent();
                if (follows && (raw.complete() || line.get().batchEnd())) {
                    take(file, lineNumber, line.get(), raw);
                } else if (written && (line.isEmpty() || follows) && isTorn(file, source, raw)) {
                    break;
                } else {
                    throw bad(file, lineNumber, "does not verify (expected " + expected() + ")");
                }
            }
            tornBytes = Files.size(file) - goodBytes;
            if (!written && tornBytes > 0) {
                throw bad(file, lineNumber, "ends within a batch, though the log goes on in another file");
            }
        }
        batch.clear();
    }

    private boolean follows(ChainLine line) {
        if (last.isEmpty()) {
            return known.after()
                    .map(head -> line.seq() <= head.seq() || line.follows(head))
                    .orElse(true);
        }
        return line.follows(last.get());
    }

    private String expected() {
        return last.map(head -> "line number " + (head.seq() + 1) + " of the chain, after hash " + head.hash())
                .orElse("the first line of a rotated file");
    }

    private void take(Path file, long lineNumber, ChainLine line, LineSource.Line raw) {
        String wanted = wanted(line.seq());
        if (!wanted.isEmpty() && !wanted.equals(line.hash())) {
            throw bad(
                    file,
                    lineNumber,
                    "has hash " + line.hash() + ", but the one that was vouched for is " + wanted
                            + ", so the log was written anew from there or before");
        }
        last = Optional.of(new Head(line.seq(), line.hash()));
        count++;
        boolean isNew = known.after().filter(head -> line.seq() <= head.seq()).isEmpty();
        if (line.batchEnd()) {
            batch.forEach(lines);
            batch.clear();
            committed = isNew ? last.get() : committed;
            goodBytes = raw.end();
            lineFeedMissing = !raw.complete();
        } else if (isNew) {
            batch.add(line);
        }
    }

    private String wanted(long seq) {
        return known.after()
                .filter(head -> head.seq() == seq)
                .map(Head::hash)
                .orElse(known.heads().getOrDefault(seq, ""));
    }

    /** What was found, once all files are read. */
    ChainReader.Summary summary(Path log, long start) {
        long end = last.map(Head::seq).orElse(known.after().map(Head::seq).orElse(0L));
        long missing = known.heads().keySet().stream()
                .filter(seq -> seq > committed.seq())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        boolean shortOfKnown = known.after().filter(head -> end < head.seq()).isPresent();
        if (missing > 0 || shortOfKnown) {
            throw new DroverException(log + ": ends with line " + end + ", but line "
                    + Math.max(missing, known.after().map(Head::seq).orElse(0L))
                    + " was vouched for, so lines were cut off its end. Nothing was changed. Restore the file from a "
                    + "copy, or " + STARTING_ANEW);
        }
        return new ChainReader.Summary(committed, count, start, goodBytes, tornBytes, lineFeedMissing);
    }

    private static DroverException bad(Path file, long lineNumber, String why) {
        return new DroverException(file + ": line " + lineNumber + " " + why
                + ". Nothing was changed. Restore the file from a copy, or " + STARTING_ANEW);
    }

    /**
     * A write that the machine did not finish: a line that is cut short at the end of the file, or blocks that were
     * never filled and no end of a batch after them. A byte that changed is none of these.
     */
    private static boolean isTorn(Path file, VerifiedLines source, LineSource.Line line) throws IOException {
        byte[] bytes = line.bytes();
        if (!line.complete()) {
            boolean wholeAndMore =
                    ChainLine.parse(Arrays.copyOf(bytes, bytes.length - 1)).isPresent();
            return !wholeAndMore;
        }
        return hasUnfilledBlock(bytes, line.end() - bytes.length - 1, Files.size(file)) && !batchEndFollows(source);
    }

    private static boolean hasUnfilledBlock(byte[] bytes, long start, long size) {
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
                && ((start + to) % SECTOR_BYTES == 0 || start + to == size);
    }

    private static boolean batchEndFollows(VerifiedLines source) throws IOException {
        for (Optional<Verified> next = source.next(); next.isPresent(); next = source.next()) {
            if (next.get().good().filter(ChainLine::batchEnd).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
