package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One log over several files. */
class RotationTest {
    @TempDir
    Path folder;

    private Path log() {
        return folder.resolve("master.jsonl");
    }

    private static String event(int n) {
        return "{\"event\":\"e\",\"n\":" + n + "}";
    }

    /** Four batches of a line each, over three files; the numbers of their lines are 1, 3, 5 and 7. */
    private List<Head> write() throws IOException {
        List<Head> heads = new ArrayList<>();
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            for (int n = 1; n <= 4; n++) {
                Logs.batch(log, event(n));
                heads.add(log.head());
                if (n == 2 || n == 3) {
                    log.rotate();
                }
            }
        }
        return heads;
    }

    private List<Path> files() throws IOException {
        return Segment.of(log()).stream().map(Segment::file).toList();
    }

    @Test
    void the_full_files_are_named_by_the_bytes_before_them_and_read_as_one_log() throws IOException {
        write();
        List<Path> files = files();
        assertEquals(3, files.size());
        assertEquals("master.000000000000.jsonl", files.get(0).getFileName().toString());
        assertEquals(
                "master.%012d.jsonl".formatted(Files.size(files.get(0))),
                files.get(1).getFileName().toString());
        assertEquals(log(), files.get(2));
        assertEquals(List.of(1L, 3L, 5L, 7L), Logs.read(log()));
        assertEquals(List.of(1L, 3L, 5L, 7L), Logs.open(log()));
    }

    @Test
    void concatenated_they_are_what_would_have_been_written_without_rotation() throws IOException {
        write();
        var all = new StringBuilder();
        for (Path file : files()) {
            all.append(Files.readString(file));
        }
        Path one = Files.writeString(folder.resolve("one.jsonl"), all);
        assertEquals(List.of(1L, 3L, 5L, 7L), Logs.read(one));
    }

    @Test
    void a_reader_that_knows_a_line_is_told_only_of_those_after_it() throws IOException {
        List<Head> heads = write();
        for (int i = 0; i < heads.size(); i++) {
            List<Long> seqs = new ArrayList<>();
            var known = new ChainReader.Known(Optional.of(heads.get(i)), Map.of());
            ChainReader.Summary summary = ChainReader.read(log(), known, line -> seqs.add(line.seq()));
            assertEquals(LongStream.of(3, 5, 7).skip(i).boxed().toList(), seqs);
            assertEquals(heads.getLast(), summary.head());
        }
    }

    @Test
    void a_line_that_is_known_and_not_there_is_refused() throws IOException {
        write();
        var other = new ChainReader.Known(Optional.of(new Head(4, "0".repeat(64))), Map.of());
        assertThrows(DroverException.class, () -> ChainReader.read(log(), other, line -> {}));
        var later = new ChainReader.Known(Optional.of(new Head(40, "0".repeat(64))), Map.of());
        assertThrows(DroverException.class, () -> ChainReader.read(log(), later, line -> {}));
    }

    @Test
    void a_head_that_was_vouched_for_is_held_against_the_line_and_against_the_end() throws IOException {
        List<Head> heads = write();
        Head second = heads.get(1);
        ChainReader.read(log(), vouched(second), line -> {});
        DroverException changed = assertThrows(
                DroverException.class,
                () -> ChainReader.read(log(), vouched(new Head(second.seq(), "1".repeat(64))), line -> {}));
        assertTrue(String.valueOf(changed.getMessage()).contains("written anew"), changed::toString);
        DroverException cut = assertThrows(
                DroverException.class, () -> ChainReader.read(log(), vouched(new Head(9, "1".repeat(64))), line -> {}));
        assertTrue(String.valueOf(cut.getMessage()).contains("cut off its end"), cut::toString);
    }

    private static ChainReader.Known vouched(Head head) {
        return new ChainReader.Known(Optional.empty(), Map.of(head.seq(), head.hash()));
    }

    @Test
    void a_file_that_is_missing_in_the_middle_is_refused() throws IOException {
        write();
        Files.delete(files().get(1));
        assertThrows(DroverException.class, () -> Logs.read(log()));
    }

    @Test
    void a_log_without_its_first_file_is_refused_by_those_who_read_from_the_first_line() throws IOException {
        Head last = write().getLast();
        Files.delete(files().get(0));
        DroverException e = assertThrows(DroverException.class, () -> Logs.read(log()));
        assertTrue(String.valueOf(e.getMessage()).contains("the file with its first line is missing"), e::toString);
        ChainReader.read(log(), new ChainReader.Known(Optional.of(last), Map.of()), line -> {});
    }

    @Test
    void a_batch_that_does_not_end_is_torn_in_the_last_file_and_refused_in_another() throws IOException {
        write();
        String text = Files.readString(log());
        Files.writeString(log(), text.substring(0, text.length() - 30));
        assertEquals(List.of(1L, 3L, 5L), Logs.read(log()));
        Path full = files().get(1);
        text = Files.readString(full);
        Files.writeString(full, text.substring(0, text.length() - 30));
        assertThrows(DroverException.class, () -> Logs.read(log()));
    }

    @Test
    void a_daemon_that_ended_between_the_two_names_goes_on_in_a_new_file() throws IOException {
        write();
        Files.move(log(), Segment.archived(log(), Segment.of(log()).getLast().start()));
        assertEquals(List.of(1L, 3L, 5L, 7L), Logs.read(log()));
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            Logs.batch(log, event(5));
        }
        assertEquals(List.of(1L, 3L, 5L, 7L, 9L), Logs.read(log()));
        assertEquals(4, files().size());
    }

    @Test
    void a_reader_that_follows_the_log_sees_every_line_once_over_rotations() throws IOException {
        ChainTail tail = ChainTail.from(log(), 0);
        List<Long> seqs = new ArrayList<>();
        try (ChainedLog log = ChainedLog.open(log(), line -> {})) {
            for (int n = 1; n <= 9; n++) {
                Logs.batch(log, event(n), event(n));
                if (n % 2 == 0) {
                    log.rotate();
                }
                if (n % 3 == 0) {
                    tail.poll(line -> true, line -> seqs.add(line.seq()));
                }
            }
        }
        assertEquals(
                LongStream.rangeClosed(1, 27).filter(n -> n % 3 != 0).boxed().toList(), seqs);
        assertEquals(ChainTail.size(log()), tail.offset());
    }

    @Test
    void a_follower_that_begins_within_the_log_begins_with_a_line() throws IOException {
        write();
        long second = Segment.of(log()).get(1).start();
        for (long from : new long[] {second, second + 1}) {
            List<Long> seqs = new ArrayList<>();
            ChainTail.from(log(), from).poll(line -> true, line -> seqs.add(line.seq()));
            assertEquals(from == second ? List.of(5L, 7L) : List.of(7L), seqs);
        }
    }

    @Test
    void an_archived_file_is_told_from_a_log_of_its_own() {
        assertTrue(Segment.isArchived(Path.of("coding.000000000123.jsonl")));
        for (String name : List.of("coding.jsonl", "coding.1.jsonl", ".000000000123.jsonl", "x.000000000123.txt")) {
            assertTrue(!Segment.isArchived(Path.of(name)), name);
        }
    }
}
