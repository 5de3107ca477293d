package dev.drover.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The lines of a file in order, each held against its own hash. That is most of the work of reading a log and needs no
 * other line, so all cores share it while the lines before are made use of. Confined to one thread.
 */
final class VerifiedLines implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 17;

    /** Enough that no core waits, and few enough that they cost little memory. */
    private static final int CHUNKS_AHEAD = Runtime.getRuntime().availableProcessors() + 1;

    /**
     * A line as it stands in the file.
     *
     * @param good what it says; empty when it does not have the form of a line, or its hash does not fit its bytes
     */
    record Verified(LineSource.Line raw, Optional<ChainLine> good) {}

    private final LineSource source;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<CompletableFuture<List<Verified>>> ahead = new ArrayDeque<>();
    private Iterator<Verified> chunk = Collections.emptyIterator();
    private boolean ended;

    VerifiedLines(Path file) throws IOException {
        source = new LineSource(file);
    }

    /** The next line; empty at the end of the file. */
    Optional<Verified> next() throws IOException {
        while (!chunk.hasNext()) {
            while (!ended && ahead.size() < CHUNKS_AHEAD) {
                readAhead();
            }
            CompletableFuture<List<Verified>> first = ahead.poll();
            if (first == null) {
                return Optional.empty();
            }
            chunk = first.join().iterator();
        }
        return Optional.of(chunk.next());
    }

    private void readAhead() throws IOException {
        List<LineSource.Line> lines = new ArrayList<>();
        for (int bytes = 0; bytes < CHUNK_BYTES && !ended; ) {
            Optional<LineSource.Line> line = source.next();
            line.ifPresent(lines::add);
            ended = line.isEmpty();
            bytes += line.map(l -> l.bytes().length).orElse(0);
        }
        if (ended && ahead.isEmpty()) {
            ahead.add(CompletableFuture.completedFuture(verified(lines)));
        } else {
            ahead.add(CompletableFuture.supplyAsync(() -> verified(lines), workers));
        }
    }

    private static List<Verified> verified(List<LineSource.Line> lines) {
        return lines.stream()
                .map(line -> new Verified(line, ChainLine.parse(line.bytes())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        workers.close();
        source.close();
    }
}
