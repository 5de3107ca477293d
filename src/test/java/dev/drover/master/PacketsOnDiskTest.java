package dev.drover.master;

import static dev.drover.master.MasterBench.packet;
import static dev.drover.master.MasterBench.task;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.master.core.Input;
import dev.drover.message.Limits;
import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.Parsed;
import dev.drover.message.Priority;
import dev.drover.message.RunFolder;
import dev.drover.message.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon puts on the queue keeps the schema that it publishes for agents. */
class PacketsOnDiskTest {
    @TempDir
    Path root;

    @Test
    void a_packet_of_a_request_that_names_a_workspace_keeps_the_schema() throws IOException {
        assertEquals("/home/ada/shop", written(Optional.of("/home/ada/shop")).workspace());
    }

    @Test
    void a_packet_of_a_request_that_names_none_keeps_the_schema() throws IOException {
        assertEquals(
                RunFolder.of("r1") + "/workspace", written(Optional.empty()).workspace());
    }

    private Packet written(Optional<String> workspace) throws IOException {
        var bench = new MasterBench(root);
        Master master = MasterBench.open(bench.home);
        var effects = bench.effects(master);
        master.start(effects, (events, status) -> {});
        master.submit(new Input.Arrived(
                "r1",
                "digest",
                "intake",
                "r1.json",
                Priority.NORMAL,
                Optional.of("Build it"),
                workspace,
                Optional.empty(),
                Optional.of(Limits.NONE),
                new Input.PlannedWork(Optional.empty(), "", Strategy.PARALLEL, "", List.of(task("a")))));
        Path file = bench.home.queue("coding", Priority.NORMAL).resolve(packet("r1", "a") + ".1.json");
        await().until(() -> Files.exists(file));
        master.close();
        effects.close();
        Parsed<Packet> parsed = Messages.packet(Files.readAllBytes(file));
        if (parsed instanceof Parsed.Valid<Packet> valid) {
            return valid.value();
        }
        throw new AssertionError(parsed.toString());
    }
}
