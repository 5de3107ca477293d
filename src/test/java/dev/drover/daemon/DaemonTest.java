package dev.drover.daemon;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
    @TempDir
    Path folder;

    @Test
    void a_daemon_that_is_closed_holds_no_file_of_its_home_open() throws Exception {
        Home home = new Home(folder.toRealPath());
        Path ofAgents = Files.createDirectories(home.agentLogs().resolve("testing"));
        Files.writeString(ofAgents.resolve("testing-1.jsonl"), "{\"event\":\"started\"}\n");
        try (Daemon daemon = Daemon.start(home, Map.of(), "test")) {
            Path chain = home.agentLogs().resolve("testing.jsonl");
            await().until(() -> Files.exists(chain) && Files.size(chain) > 0);
        }
        assertEquals(List.of(), openFilesBelow(home.root()));
    }

    private static List<Path> openFilesBelow(Path root) throws IOException {
        List<Path> open = new ArrayList<>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                target(descriptor).filter(file -> file.startsWith(root)).ifPresent(open::add);
            }
        }
        return open;
    }

    /** Empty when another thread closed it meanwhile. */
    private static Optional<Path> target(Path descriptor) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
