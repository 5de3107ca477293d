package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        var pass = new ChainPass(known, wanted.getFirst().start() == 0, lines);
        for (Segment segment : wanted) {
            if (Files.exists(segment.file())) {
                pass.file(segment.file(), segment.equals(wanted.getLast()));
            }
        }
        return pass.summary(log, wanted.getLast().start());
    }

    /** Whether the log holds that line. Only the files that may hold it are read. */
    static boolean holds(Path log, Head head) throws IOException {
        return head.equals(Head.EMPTY) || !from(Segment.of(log), head).isEmpty();
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
            return ChainLine.parse(source.next());
        }
    }
}
