package dev.drover.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Small logs for tests. */
final class Logs {
    static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");

    private Logs() {}

    /** Three batches: of two lines, of one with every kind of character, and of three. */
    static void write(Path file) throws IOException {
        try (ChainedLog log = ChainedLog.open(file, line -> {})) {
            batch(log, "{\"event\":\"first\"}", "{\"event\":\"second\",\"n\":2}");
            batch(log, "{\"event\":\"odd\",\"text\":\"ä \\\" } ,\\\"prev\\\":\\\"x 😀\"}");
            batch(log, "{\"event\":\"a\"}", "{\"event\":\"b\"}", "{\"event\":\"c\"}");
        }
    }

    static void batch(ChainedLog log, String... objects) throws IOException {
        for (String object : objects) {
            log.add(AT, object);
        }
        log.write(AT);
        log.sync();
    }

    /** The numbers of the lines that a reader is given. */
    static List<Long> read(Path file) throws IOException {
        List<Long> seqs = new ArrayList<>();
        ChainReader.read(file, line -> seqs.add(line.seq()));
        return seqs;
    }

    static List<Long> open(Path file) throws IOException {
        List<Long> seqs = new ArrayList<>();
        ChainedLog.open(file, line -> seqs.add(line.seq())).close();
        return seqs;
    }
}
