package dev.drover.cli.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.cli.home.Seed;
import dev.drover.daemon.DaemonFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelftestTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void a_new_home_passes_and_the_daemon_that_was_started_for_it_is_ended() throws Exception {
        Home home = Seed.plant(folder);
        assertEquals(0, run(home), this::shown);
        List<String> lines = shown().lines().toList();
        assertEquals(10, lines.size(), this::shown);
        assertTrue(lines.stream().allMatch(line -> line.startsWith("ok ")), this::shown);
        assertEquals(Optional.empty(), DaemonFile.running(home));
    }

    @Test
    void a_home_without_agent_definitions_fails_and_says_how_to_get_them_back() throws Exception {
        Home home = Seed.plant(folder);
        try (Stream<Path> files = Files.list(home.agentDefinitions())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertEquals(1, run(home), this::shown);
        assertTrue(shown().contains("drover init " + home.root()), this::shown);
        assertEquals(Optional.empty(), DaemonFile.running(home));
    }

    private int run(Home home) throws Exception {
        return new Selftest(home, "selftest-1", new PrintStream(shown, true, StandardCharsets.UTF_8)).run();
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
