package dev.drover.bus;

import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import dev.drover.message.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packets on a queue, for tests. */
final class PacketFiles {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private PacketFiles() {}

    /** One lane after the other. */
    static Priority lane(int i) {
        return List.of(Priority.values()).get(i % Priority.values().length);
    }

    static Home home(Path root) throws IOException {
        var home = new Home(root);
        home.createFolders();
        new FileQueue(home).open("coding");
        return home;
    }

    static Packet packet(String id, int attempt, Priority priority) {
        return new Packet(
                1,
                id,
                "t",
                "coding",
                "act",
                List.of(),
                priority,
                "pending",
                "r1",
                attempt,
                "/tmp",
                RunFolder.of("r1"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                60,
                Optional.empty(),
                "00-0-0-01");
    }

    /** Queues a packet that is so many seconds old. */
    static Path queue(Home home, String id, Priority priority, long secondsOld) throws IOException {
        Packet packet = packet(id, 1, priority);
        new FileQueue(home).publish(packet);
        Path file = home.queue("coding", priority).resolve(packet.fileName());
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(secondsOld)));
        return file;
    }

    static PacketResult result(String id) {
        return new PacketResult(
                1,
                id,
                "t",
                "r1",
                "a1",
                "coding",
                1,
                ResultStatus.COMPLETED,
                "done",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                NOW,
                NOW,
                Optional.empty());
    }

    static Claims claims(Home home, String agent) throws IOException {
        Files.createDirectories(home.claimed(agent));
        return new Claims(home, agent, "coding", CLOCK);
    }
}
