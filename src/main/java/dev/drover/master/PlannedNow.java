package dev.drover.master;

import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.bus.TakenIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ids of the requests that are being taken in, each read once. Safe for use by any thread. */
final class PlannedNow {
    private final Home home;
    private Map<String, String> ids = new HashMap<>();

    PlannedNow(Home home) {
        this.home = home;
    }

    synchronized boolean contains(String requestId) throws IOException {
        Map<String, String> now = new HashMap<>();
        for (Path file : Folders.list(home.intake())) {
            Optional<IntakeFile> name = IntakeFile.of(file);
            if (name.isPresent()) {
                String known = ids.get(name.get().ulid());
                now.put(
                        name.get().ulid(),
                        known == null ? TakenIn.of(file, name.get()).requestId() : known);
            }
        }
        ids = now;
        return ids.containsValue(requestId);
    }
}
