package dev.drover.daemon;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Who the daemon of a home is, for those who want to talk to it: {@code council/keys/daemon.json}. It is there from
 * the moment at which the daemon watches the bus until it ends.
 *
 * @param app the folder that the program was started from
 * @param home the home that it runs for, which a copy of the file is not in
 */
public record DaemonFile(
        long pid,
        long start,
        String bootId,
        String version,
        String app,
        Optional<String> home,
        Instant startedAt,
        Instant readyAt) {
    private static final String FILE = "daemon.json";
    private static final int MAX_BYTES = 64 * 1024;

    /** What a file on disk leaves out is absent however the fields are declared. */
    public DaemonFile {
        Objects.requireNonNull(bootId, "boot_id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(startedAt, "started_at");
        Objects.requireNonNull(readyAt, "ready_at");
    }

    /** The running daemon of the home; empty when none runs, whatever the file says. */
    public static Optional<DaemonFile> running(Home home) {
        try {
            return SmallFile.read(home.keys().resolve(FILE), MAX_BYTES)
                    .flatMap(bytes -> Optional.ofNullable(Json.read(bytes, DaemonFile.class)))
                    .filter(daemon -> daemon.home().isEmpty()
                            || daemon.home().get().equals(home.root().toString()))
                    .filter(daemon -> daemon.process().isAlive());
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    public ProcessId process() {
        return new ProcessId(pid, start, bootId);
    }

    void write(Home home) throws IOException {
        DurableFiles.project(home.keys().resolve(FILE), Json.prettyBytes(this));
    }

    static void remove(Home home) throws IOException {
        Files.deleteIfExists(home.keys().resolve(FILE));
    }
}
