package dev.drover.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that the protocol page gives to people finds what was changed in a log. */
class VerifyChainTest {
    private static final Path SCRIPT = Path.of("src/docs/examples/verify-chain.sh");

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = folder.resolve("log.jsonl");
        Instant now = Instant.parse("2026-11-21T00:59:45Z");
        try (ChainedLog chain = ChainedLog.open(log, line -> {})) {
            for (String text : List.of("plain", "a \\\\ in it, and \\\"hash\\\":\\\"", "größer %s \\n", "  blanks  ")) {
                chain.add(now, "{\"event\":\"trouble\",\"message\":\"" + text + "\"}");
                chain.write(now);
            }
            chain.sync();
        }
    }

    @Test
    void a_log_as_it_was_written_verifies() throws IOException, InterruptedException {
        assertEquals(0, verify());
    }

    @Test
    void a_line_that_was_changed_shows() throws IOException, InterruptedException {
        Files.writeString(log, Files.readString(log).replace("plain", "blank"));

        assertEquals(1, verify());
    }

    @Test
    void a_line_that_was_taken_out_shows() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.remove(3);
        Files.write(log, lines);

        assertEquals(1, verify());
    }

    @Test
    void lines_that_changed_places_show() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        Collections.swap(lines, 2, 4);
        Files.write(log, lines);

        assertEquals(1, verify());
    }

    @Test
    void the_script_on_the_protocol_page_is_this_one() throws IOException {
        String page = Files.readString(Path.of("src/docs/bus-protocol.md"));

        assertTrue(page.contains("```sh\n" + Files.readString(SCRIPT) + "```"), "copy " + SCRIPT + " into the page");
    }

    private int verify() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", SCRIPT.toString(), log.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assertEquals(exit == 0, said.contains("9 lines verify") || said.contains("8 lines verify"), said);
        return exit;
    }
}
