package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Home;
import dev.drover.master.FoldImage;
import dev.drover.master.core.Event;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that went while no daemon ran are written off in the journal. */
class KnownAgentsTest {
    @TempDir
    Path root;

    private static Event.AgentChanged change(String id, String change) {
        return new Event.AgentChanged(id, "coding", change, 4711, "");
    }

    private static void write(Home home, String id, ProcessId process) throws Exception {
        new AgentIdentity(
                        id,
                        "coding",
                        process.pid(),
                        process.start(),
                        process.bootId(),
                        "1",
                        Instant.parse("2026-01-01T00:00:00Z"))
                .write(home);
    }

    @Test
    void those_that_are_gone_and_no_others() throws Exception {
        var home = new Home(root);
        ProcessId self = ProcessId.self();
        write(home, "alive", self);
        write(home, "died", new ProcessId(self.pid(), self.start() + 1, self.bootId()));
        write(home, "rebooted", new ProcessId(self.pid(), self.start(), "another boot"));
        Files.createDirectories(home.claimed("ended"));
        var known = new KnownAgents();
        for (String id : List.of("alive", "died", "rebooted", "left", "ended")) {
            known.changed(change(id, "spawned"));
        }
        known.changed(change("died", "adopted"));
        known.changed(change("ended", "retired"));
        List<Event.AgentChanged> gone = known.gone(home);
        assertEquals(
                List.of("died died", "rebooted died", "left retired"),
                gone.stream().map(e -> e.agentId() + " " + e.change()).toList());
        assertEquals(4711, gone.getFirst().pid());
    }

    @Test
    void a_snapshot_keeps_who_is_at_work() {
        var known = new KnownAgents();
        known.changed(change("there", "spawned"));
        byte[] image = Json.bytes(known.image());
        var read = new KnownAgents();
        read.restore(new FoldImage(image, 0, image.length)).run();
        assertEquals(
                List.of("there"),
                read.gone(new Home(root)).stream()
                        .map(Event.AgentChanged::agentId)
                        .toList());
    }
}
