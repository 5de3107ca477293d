package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain: what a log looks like, and what of a damaged one is accepted. */
class ChainTest {
    private static final List<Long> ALL = List.of(1L, 2L, 4L, 6L, 7L, 8L);

    @TempDir
    Path folder;

    private Path file;
    private byte[] good = new byte[0];

    @BeforeEach
    void a_log_of_three_batches() throws IOException {
        file = folder.resolve("log.jsonl");
        Logs.write(file);
        good = Files.readAllBytes(file);
    }

    @Nested
    @DisplayName("Journal: each line is one JSON object chained to the line before")
    class Format {
        @Test
        void a_line_begins_with_its_number_and_time_and_ends_with_the_hashes() throws IOException {
            List<String> lines = Files.readAllLines(file);
            assertEquals(9, lines.size());
            for (String line : lines) {
                assertTrue(
                        line.matches("\\{\"seq\":\\d+,\"at\":\"2026-11-01T10:00:00.123Z\",\"event\":.*"
                                + ",\"prev\":\"[0-9a-f]{64}\",\"hash\":\"[0-9a-f]{64}\"}"),
                        line);
                Json.tree(line);
            }
            assertTrue(lines.get(0).contains("\"prev\":\"" + ChainLine.GENESIS + "\""));
            assertTrue(lines.get(2).contains("\"event\":\"batch_end\",\"lines\":2"));
        }

        @Test
        void a_batch_end_is_handed_to_nobody() throws IOException {
            assertEquals(ALL, Logs.read(file));
        }

        @Test
        void the_log_goes_on_where_it_ended() throws IOException {
            try (ChainedLog log = ChainedLog.open(file, line -> {})) {
                Logs.batch(log, "{\"event\":\"more\"}");
            }
            assertEquals(10L, Logs.read(file).getLast());
        }

        @Test
        void a_line_cannot_pass_for_a_batch_end_by_what_it_carries() throws IOException {
            try (ChainedLog log = ChainedLog.open(file, line -> {})) {
                log.add(Logs.AT, "{\"x\":1,\"event\":\"batch_end\"}");
                log.add(Logs.AT, "{\"event\":\"note\",\"text\":\"\\\"event\\\":\\\"batch_end\\\"\"}");
                log.write(Logs.AT);
            }
            assertEquals(List.of(10L, 11L), Logs.read(file).subList(6, 8));
        }

        @Test
        void a_ten_line_script_verifies_a_log_with_stock_tools() throws Exception {
            assertEquals(0, script());
            int place = new String(good, StandardCharsets.ISO_8859_1).indexOf("second");
            good[place] = 'S';
            Files.write(file, good);
            assertNotEquals(0, script());
        }

        private int script() throws IOException, InterruptedException {
            Path script = folder.resolve("verify.sh");
            Files.writeString(script, """
                    prev=0000000000000000000000000000000000000000000000000000000000000000
                    while IFS= read -r line; do
                      body=$(printf '%s' "$line" | sed 's/,"hash":"[0-9a-f]\\{64\\}"}$//')
                      hash=$(printf '%s' "$line" | sed 's/.*,"hash":"\\([0-9a-f]\\{64\\}\\)"}$/\\1/')
                      case $body in *",\\"prev\\":\\"$prev\\"") ;; *) echo "chain broken: $line"; exit 1 ;; esac
                      sum=$(printf '%s' "$body" | sha256sum | sed 's/ .*//')
                      [ "$sum" = "$hash" ] || { echo "hash differs: $line"; exit 1; }
                      prev=$hash
                    done < "$1"
                    """);
            Process process = new ProcessBuilder("sh", script.toString(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            return process.waitFor();
        }
    }

    @Nested
    @DisplayName("Journal: a torn tail is cut only when its batch has no end marker")
    class TornTails {
        @Test
        void wherever_the_last_batch_is_cut_short_the_batches_before_it_stay() throws IOException {
            int lastBatch = ends().get(4) + 1;
            for (int length = lastBatch; length < good.length - 1; length += 3) {
                Files.write(file, Arrays.copyOf(good, length));
                assertEquals(List.of(1L, 2L, 4L), Logs.open(file), "cut to " + length);
                assertEquals(lastBatch, Files.size(file), "cut to " + length);
            }
        }

        @Test
        void a_batch_that_lacks_only_its_last_line_feed_is_whole() throws IOException {
            Files.write(file, Arrays.copyOf(good, good.length - 1));
            assertEquals(ALL, Logs.open(file));
            assertArrayEquals(good, Files.readAllBytes(file));
        }

        @Test
        void a_log_that_was_cut_between_batches_goes_on_from_there() throws IOException {
            Files.write(file, Arrays.copyOf(good, ends().get(2) + 1));
            assertEquals(List.of(1L, 2L), Logs.open(file));
        }

        @Test
        void blocks_at_the_end_that_the_machine_never_filled_are_cut_off() throws IOException {
            int sector = (good.length / 512 + 1) * 512;
            byte[] torn = Arrays.copyOf(good, sector + 700);
            Arrays.fill(torn, good.length, sector, (byte) 'x');
            Files.write(file, torn);
            assertEquals(ALL, Logs.open(file));
            assertEquals(good.length, Files.size(file));
        }

        @Test
        void an_unfilled_block_before_the_end_of_a_batch_is_refused() throws IOException {
            byte[] holed = good.clone();
            Arrays.fill(holed, 512, 1024, (byte) 0);
            refusedAsItIs(holed, "zeros from 512 to 1024");
        }
    }

    @Nested
    @DisplayName("Journal: anything else that does not verify stops the start with what to do")
    class Damage {
        @Test
        void a_byte_that_changed_anywhere_is_refused_and_the_line_is_named() throws IOException {
            byte[] small = Arrays.copyOf(good, ends().get(4) + 1);
            int line = 1;
            for (int i = 0; i < small.length; i++) {
                for (int with : new int[] {small[i] ^ 1, 0}) {
                    if ((byte) with != small[i]) {
                        byte[] bad = small.clone();
                        bad[i] = (byte) with;
                        String message = refusedAsItIs(bad, "byte " + i + " of " + small.length + " as " + with);
                        assertTrue(message.contains("line " + line + " "), message + " (byte " + i + ")");
                    }
                }
                line += small[i] == '\n' ? 1 : 0;
            }
        }

        @Test
        void a_line_that_was_removed_is_refused() throws IOException {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size() - 1; i++) {
                List<String> fewer = new ArrayList<>(lines);
                fewer.remove(i);
                refusedAsItIs(text(fewer), "without line " + (i + 1));
            }
        }

        @Test
        void lines_that_changed_places_are_refused() throws IOException {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size() - 1; i++) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, i, i + 1);
                refusedAsItIs(text(swapped), "lines " + (i + 1) + " and " + (i + 2) + " swapped");
            }
        }

        @Test
        void a_line_that_was_written_twice_is_refused() throws IOException {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.add(lines.getLast());
            refusedAsItIs(text(lines), "last line twice");
        }

        @Test
        void an_empty_line_is_refused() throws IOException {
            refusedAsItIs((new String(good, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8), "empty");
        }
    }

    private String refusedAsItIs(byte[] bytes, String what) throws IOException {
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        DroverException e = assertThrows(DroverException.class, () -> Logs.open(file), what);
        assertArrayEquals(bytes, Files.readAllBytes(file), what + ": the file was changed");
        assertTrue(String.valueOf(e.getMessage()).contains("Restore the file"), e::toString);
        return String.valueOf(e.getMessage());
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            if (good[i] == '\n') {
                ends.add(i);
            }
        }
        return ends;
    }
}
