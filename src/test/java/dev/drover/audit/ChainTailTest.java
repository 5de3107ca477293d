package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTailTest {
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");

    @TempDir
    private Path folder;

    private Path log() {
        return folder.resolve("log.jsonl");
    }

    private static void batch(ChainedLog log, String... words) throws IOException {
        for (String word : words) {
            log.add(NOW, "{\"event\":\"" + word + "\"}");
        }
        log.write(NOW);
    }

    private static List<String> poll(ChainTail tail) throws IOException {
        return poll(tail, "");
    }

    private static List<String> poll(ChainTail tail, String wanted) throws IOException {
        List<String> events = new ArrayList<>();
        tail.poll(
                text -> text.contains(wanted),
                line -> events.add(line.text().replaceAll(".*\"event\":\"([^\"]+)\".*", "$1")));
        return events;
    }

    @Test
    void hands_on_each_batch_once() throws IOException {
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a", "b");
            ChainTail tail = ChainTail.from(log(), 0);
            assertEquals(List.of("a", "b"), poll(tail));
            assertEquals(List.of(), poll(tail));
            batch(log, "c");
            batch(log, "d");
            assertEquals(List.of("c", "d"), poll(tail));
            assertEquals(Files.size(log()), tail.offset());
        }
    }

    @Test
    void hands_on_what_is_wanted_only() throws IOException {
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "ant", "bee", "antelope");
            assertEquals(List.of("ant", "antelope"), poll(ChainTail.from(log(), 0), "\"ant"));
        }
    }

    @Test
    void keeps_back_a_batch_that_is_not_whole_yet() throws IOException {
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a");
            long whole = Files.size(log());
            batch(log, "b", "c");
            byte[] all = Files.readAllBytes(log());
            for (long size = whole; size < all.length; size += 7) {
                Files.write(log(), java.util.Arrays.copyOf(all, (int) size));
                assertEquals(List.of("a"), poll(ChainTail.from(log(), 0)), "at " + size);
            }
            Files.write(log(), all);
            assertEquals(List.of("a", "b", "c"), poll(ChainTail.from(log(), 0)));
        }
    }

    @Test
    void goes_on_after_a_torn_batch_was_cut_off_and_written_anew() throws IOException {
        ChainTail tail = ChainTail.from(log(), 0);
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a");
        }
        Files.writeString(log(), "{\"seq\":3,\"at\":\"2026-11-21T01:00:0", StandardOpenOption.APPEND);
        assertEquals(List.of("a"), poll(tail));
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "b");
        }
        assertEquals(List.of("b"), poll(tail));
    }

    @Test
    void begins_with_the_first_whole_line_after_any_offset() throws IOException {
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a", "b");
            batch(log, "c");
        }
        byte[] bytes = Files.readAllBytes(log());
        for (int offset = 0; offset < bytes.length; offset++) {
            int lineFeeds = 0;
            for (int i = 0; i < offset - 1; i++) {
                lineFeeds += bytes[i] == '\n' ? 1 : 0;
            }
            // Five lines: a, b, end, c, end. An offset just behind a line feed belongs to the line that begins there.
            int skipped = offset == 0 ? 0 : lineFeeds + 1;
            List<String> expected = List.of("a", "b", "c");
            expected = expected.subList(skipped >= 4 ? 3 : Math.min(skipped, 2), 3);
            assertEquals(expected, poll(ChainTail.from(log(), offset)), "from " + offset);
        }
    }

    @Test
    void waits_for_a_log_that_does_not_exist_yet() throws IOException {
        ChainTail tail = ChainTail.from(log(), 0);
        assertFalse(tail.poll(text -> true, line -> {}));
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a");
        }
        assertTrue(tail.poll(text -> true, line -> {}));
    }

    @Test
    void stops_where_it_was_told_to() throws IOException {
        long first;
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a");
            first = Files.size(log());
            batch(log, "b");
        }
        assertEquals(List.of("a"), poll(ChainTail.between(log(), 0, first)));
    }

    @Test
    void reads_lines_and_batches_longer_than_its_buffer() throws IOException {
        String longWord = "x".repeat(700_000);
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            batch(log, "a", longWord, "b");
        }
        assertEquals(List.of("a", longWord, "b"), poll(ChainTail.from(log(), 0)));
    }

    @Test
    void says_what_to_do_when_a_line_is_none_of_a_log() throws IOException {
        Files.writeString(log(), "this is not a log\n");
        assertEquals(List.of(), poll(ChainTail.from(log(), 0), "nothing"));
        DroverException e = assertThrows(DroverException.class, () -> poll(ChainTail.from(log(), 0)));
        assertTrue(String.valueOf(e.getMessage()).contains("drover audit verify"), e.getMessage());
    }
}
