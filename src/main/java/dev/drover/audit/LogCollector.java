package dev.drover.audit;

import dev.drover.message.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chains the lines that many writers append to files of their own, in one folder, into one log. Where it stands in
 * each file is in the chain itself, so nothing is taken twice or left out over a restart. Confined to one thread.
 */
public final class LogCollector implements AutoCloseable {
    private static final String SOURCE = "source";
    private static final String END = "end";
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final int LONGEST_LINE = 64 * 1024;

    private static final String ANCHOR = "anchor";

    private final Path folder;
    private final ChainedLog log;
    private final InstantSource clock;
    private final Map<String, Long> offsets;

    private LogCollector(Path folder, ChainedLog log, InstantSource clock, Map<String, Long> offsets) {
        this.folder = folder;
        this.log = log;
        this.clock = clock;
        this.offsets = offsets;
    }

    /** The chain of the files in a folder. */
    public static Path chainOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".jsonl");
    }

    /**
     * Opens the chain {@code <folder>.jsonl} of the files {@code <folder>/*.jsonl}. Only the file that is written is
     * read: it begins with where the one before it stood.
     *
     * @param signed heads that the chain must hold, by line number
     * @throws dev.drover.message.DroverException when the chain does not verify
     */
    public static LogCollector open(Path folder, Map<Long, String> signed, InstantSource clock) throws IOException {
        Map<String, Long> offsets = new HashMap<>();
        Path chain = chainOf(folder);
        var known = new ChainReader.Known(ChainReader.beginning(chain), signed);
        ChainedLog log = ChainedLog.open(chain, known, line -> {
            JsonNode node = Json.tree(line.text());
            if (node.has(SOURCE)) {
                offsets.put(node.path(SOURCE).asString(), node.path(END).asLong());
            }
        });
        return new LogCollector(folder, log, clock, offsets);
    }

    /** The last line that is durable; empty as long as there is none. */
    public Optional<Head> head() {
        return Optional.of(log.head()).filter(head -> head.seq() > 0);
    }

    /** Writes down how far another log had come, so that neither can be written anew without the other. */
    public void anchor(Anchor anchor) throws IOException {
        ObjectNode line = Json.mapper().createObjectNode();
        log.add(
                clock.instant(),
                line.set(ANCHOR, Json.mapper().valueToTree(anchor)).toString());
        log.write(clock.instant());
        log.sync();
    }

    /** Goes on in a new file when this one has that many bytes. */
    public void rotate(long atBytes) throws IOException {
        if (log.size() < atBytes || log.hasUnwritten()) {
            return;
        }
        log.rotate();
        offsets.keySet().removeIf(name -> Files.notExists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
        Instant now = clock.instant();
        offsets.forEach((name, end) -> log.add(now, place(name, end).toString()));
        log.write(now);
        log.sync();
    }

    /**
     * Takes in what was appended since. A file that nobody writes any more is removed when all of it is chained.
     *
     * @param isOver whether the writer of the file with that name has ended
     */
    public void collect(Predicate<String> isOver) throws IOException {
        Optional<IOException> failure = Optional.empty();
        List<Path> finished = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                try {
                    if (file.toString().endsWith(".jsonl") && take(file, isOver)) {
                        finished.add(file);
                    }
                } catch (IOException e) {
                    // The lines of the others are not to wait for this one.
                    failure = Optional.of(e);
                }
            }
        }
        if (log.hasUnwritten()) {
            log.write(clock.instant());
            log.sync();
        }
        // Only now: what is chained is durable.
        for (Path file : finished) {
            Files.deleteIfExists(file);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Returns whether all of the file is in the chain and nobody writes to it any more. */
    private boolean take(Path file, Predicate<String> isOver) throws IOException {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        // In this order: what is written after the question is answered is not taken for the last of it.
        boolean over = isOver.test(name);
        long size = Files.size(file);
        // A file that is shorter than it was is another one.
        long from = offsets.getOrDefault(name, 0L) <= size ? offsets.getOrDefault(name, 0L) : 0L;
        if (from == size) {
            offsets.put(name, size);
            return over;
        }
        byte[] bytes = read(file, from, size);
        boolean toTheEnd = over && from + bytes.length == size;
        int start = 0;
        Instant now = clock.instant();
        for (int i = 0; i < bytes.length; i++) {
            boolean cut = i - start >= LONGEST_LINE - 1 || (toTheEnd && i == bytes.length - 1);
            if (bytes[i] == '\n' || cut) {
                int end = i + 1;
                String text = new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
                log.add(now, entry(name, from + end, text).toString());
                start = end;
            }
        }
        offsets.put(name, from + start);
        return toTheEnd && from + start == size;
    }

    private static byte[] read(Path file, long from, long size) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            byte[] bytes = new byte[(int) Math.min(MOST_AT_ONCE, size - from)];
            in.readFully(bytes);
            return bytes;
        }
    }

    private static ObjectNode place(String source, long end) {
        return Json.mapper().createObjectNode().put(SOURCE, source).put(END, end);
    }

    private static ObjectNode entry(String source, long end, String text) {
        ObjectNode line = place(source, end);
        try {
            return line.set("entry", Json.tree(text));
        } catch (JacksonException e) {
            return line.put("text", text);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
