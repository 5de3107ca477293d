package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("Logs: each agent appends to a log of its own, and the daemon alone chains them")
class LogCollectorTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Logs.AT);

    @TempDir
    Path root;

    private Path folder;
    private Path agent;

    @BeforeEach
    void a_folder_of_logs() throws IOException {
        folder = Files.createDirectory(root.resolve("coding"));
        agent = folder.resolve("a1.jsonl");
    }

    private void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void collect(boolean over) throws IOException {
        try (LogCollector collector = LogCollector.open(folder, java.util.Map.of(), CLOCK)) {
            collector.collect(name -> over);
        }
    }

    private List<JsonNode> chained() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        ChainReader.read(root.resolve("coding.jsonl"), line -> lines.add(Json.tree(line.text())));
        return lines;
    }

    private List<Integer> numbers() throws IOException {
        return chained().stream().map(n -> n.path("entry").path("n").asInt(-1)).toList();
    }

    @Test
    void no_line_is_lost_or_doubled_over_restarts() throws IOException {
        append(agent, "{\"n\":1}\n{\"n\":2}\n");
        collect(false);
        collect(false);
        append(agent, "{\"n\":3}\n");
        collect(false);
        assertEquals(List.of(1, 2, 3), numbers());
    }

    @Test
    void a_line_that_is_not_finished_waits_for_its_end() throws IOException {
        append(agent, "{\"n\":1}\n{\"n\"");
        collect(false);
        assertEquals(List.of(1), numbers());
        append(agent, ":2}\n");
        collect(false);
        assertEquals(List.of(1, 2), numbers());
    }

    @Test
    void the_unfinished_last_line_of_an_agent_that_ended_is_taken_and_its_file_removed() throws IOException {
        append(agent, "{\"n\":1}\n{\"n\":2");
        collect(true);
        assertEquals(2, chained().size());
        assertEquals("{\"n\":2", chained().getLast().path("text").asString());
        assertFalse(Files.exists(agent));
    }

    @Test
    void a_long_log_of_an_agent_that_ended_is_not_torn_where_one_turn_ends() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append("{\"n\":").append(i).append(",\"text\":\"some more of it here\"}\n");
        }
        append(agent, text.toString());
        while (Files.exists(agent)) {
            collect(true);
        }
        assertEquals(java.util.stream.IntStream.range(0, 30_000).boxed().toList(), numbers());
    }

    @Test
    void a_crash_between_writing_and_the_end_of_the_batch_takes_the_lines_again() throws IOException {
        append(agent, "{\"n\":1}\n");
        collect(false);
        append(agent, "{\"n\":2}\n");
        collect(false);
        Path chain = root.resolve("coding.jsonl");
        byte[] all = Files.readAllBytes(chain);
        Files.write(chain, java.util.Arrays.copyOf(all, all.length - 20));
        collect(false);
        assertEquals(List.of(1, 2), numbers());
    }

    @Test
    void the_file_of_an_agent_that_ended_stays_as_long_as_its_lines_cannot_be_written() throws Exception {
        Path disk = Files.createDirectory(root.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "a small disk cannot be mounted here");
        try {
            Path small = Files.createDirectory(disk.resolve("coding"));
            Path log = small.resolve("a1.jsonl");
            append(log, "{\"n\":1,\"text\":\"" + "x".repeat(20_000) + "\"}\n");
            Path filler = disk.resolve("filler");
            Files.write(filler, new byte[36 * 1024]);
            try (LogCollector collector = LogCollector.open(small, java.util.Map.of(), CLOCK)) {
                for (int i = 0; i < 3; i++) {
                    assertThrows(IOException.class, () -> collector.collect(name -> true));
                    assertTrue(Files.exists(log), "its lines are nowhere else");
                }
                Files.delete(filler);
                collector.collect(name -> true);
            }
            assertEquals(1, Logs.read(disk.resolve("coding.jsonl")).size());
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void hostile_lines_are_kept_as_text_and_the_chain_stays_readable() throws IOException {
        append(agent, "not json\n\n[1,2]\n{\"n\":1} {\"n\":2}\n{\"a\":1,\"a\":2}\n\"just text\"\n1e999\n");
        append(agent, "[".repeat(5000) + "\n");
        Files.write(
                agent,
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 7, '\n', '{', '"', (byte) 0xc3, '"', ':', '1', '}', '\n'},
                StandardOpenOption.APPEND);
        append(agent, "{\"event\":\"batch_end\",\"hash\":\"0\",\"prev\":\"0\"}\n{\"n\":9}\n");
        collect(false);
        List<JsonNode> lines = chained();
        assertEquals(12, lines.size());
        assertEquals("not json", lines.getFirst().path("text").asString());
        assertEquals(9, lines.getLast().path("entry").path("n").asInt());
    }

    @Test
    void a_line_without_end_is_taken_in_pieces_and_holds_up_nobody() throws IOException {
        append(agent, "x".repeat(3 * 1024 * 1024));
        append(folder.resolve("a2.jsonl"), "{\"n\":2}\n");
        for (int i = 0; i < 4; i++) {
            collect(false);
        }
        long taken = chained().stream()
                .filter(n -> n.path("source").asString().equals("a1.jsonl"))
                .mapToLong(n -> n.path("text").asString().length())
                .sum();
        assertEquals(3 * 1024 * 1024, taken);
        assertTrue(numbers().contains(2));
    }

    @Test
    void a_file_that_began_anew_is_read_from_its_start() throws IOException {
        append(agent, "{\"n\":1}\n{\"n\":2}\n");
        collect(false);
        Files.write(agent, "{\"n\":3}\n".getBytes(StandardCharsets.UTF_8));
        collect(false);
        assertEquals(List.of(1, 2, 3), numbers());
    }

    @Test
    void a_file_that_was_emptied_and_then_outgrew_what_it_was_is_read_from_its_start() throws IOException {
        append(agent, "{\"n\":1}\n");
        try (LogCollector collector = LogCollector.open(folder, java.util.Map.of(), CLOCK)) {
            collector.collect(name -> false);
            Files.write(agent, new byte[0]);
            collector.collect(name -> false);
            append(agent, "{\"n\":2}\n{\"n\":3}\n");
            collector.collect(name -> false);
        }
        assertEquals(List.of(1, 2, 3), numbers());
    }

    @Test
    void links_and_folders_among_the_logs_are_left_alone() throws IOException {
        Files.createDirectory(folder.resolve("dir.jsonl"));
        Files.createSymbolicLink(folder.resolve("link.jsonl"), Files.writeString(root.resolve("other"), "x\n"));
        append(agent, "{\"n\":1}\n");
        collect(false);
        assertEquals(List.of(1), numbers());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
