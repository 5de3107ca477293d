package dev.drover.master;

import static dev.drover.master.MasterBench.packet;
import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Leases;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Claims of dead and silent agents are taken back beside each other")
class ReclaimerTest {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Ends only when it is killed, five seconds after it was asked to. */
    private static final String STUBBORN = "trap '' TERM; : > '%s'; while true; do sleep 0.05; done";

    @TempDir
    Path root;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private MasterBench bench;
    private Master master;
    private Effects effects;
    private Reclaimer reclaimer;
    private long nanos;

    @BeforeEach
    void a_master_that_waits_for_two_packets() throws IOException {
        bench = new MasterBench(root);
        bench.journal(request("r1", task("t")), request("r2", task("t")), published("r1"), published("r2"));
        master = MasterBench.open(bench.home);
        effects = bench.effects(master);
        master.start(effects, (recorded, status) -> recorded.forEach(r -> events.add(r.event())));
        reclaimer = new Reclaimer(
                bench.home, bench.queue, master, effects, new Leases(Duration.ofSeconds(3), LOOK), () -> nanos);
    }

    @AfterEach
    void close() throws IOException {
        reclaimer.close();
        master.close();
        effects.close();
        started.forEach(Process::destroyForcibly);
    }

    private static Input published(String request) {
        return new Input.Note(new Event.PacketPublished(request, "t", packet(request, "t"), 1));
    }

    private static ProcessId dead() {
        ProcessId self = ProcessId.self();
        return new ProcessId(self.pid(), self.start() + 1, self.bootId());
    }

    private ProcessId start(String script) throws IOException {
        Path begun = root.resolve("begun-" + started.size());
        Process process = new ProcessBuilder("setsid", "sh", "-c", script.formatted(begun)).start();
        started.add(process);
        await("the trap is set").until(() -> Files.exists(begun));
        return ProcessId.of(process.pid()).orElseThrow();
    }

    private Path claim(String agentId, ProcessId agent, String request) throws IOException {
        new AgentIdentity(agentId, "coding", agent.pid(), agent.start(), agent.bootId(), "test", Instant.EPOCH)
                .write(bench.home);
        String name = new AttemptFile(packet(request, "t"), 1).fileName();
        return Files.writeString(bench.home.claimed(agentId).resolve(name), "{}");
    }

    private void look() throws IOException {
        nanos += LOOK.toNanos();
        long start = System.nanoTime();
        reclaimer.look();
        long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        // Less than what is stubborn takes to end.
        assertTrue(took < 4000, () -> "a look took " + took + " ms");
    }

    @Test
    void a_claim_that_its_agent_left_behind_after_its_result_had_counted_is_cleared_away() throws Exception {
        Input.Reported result = bench.publish("r1", "t", 1, "done");
        master.submit(result);
        await("the result is kept")
                .until(() -> Files.notExists(bench.home.results().resolve(packet("r1", "t") + ".1.json")));
        Path claim = claim("gone", dead(), "r1");
        look();
        await("the claim is nowhere")
                .until(() -> Files.notExists(claim)
                        && Files.notExists(bench.home.takenBack().resolve(claim.getFileName())));
    }

    @Test
    void it_is_idle_only_when_no_packet_is_out_and_no_claim_is_held() throws Exception {
        assertFalse(reclaimer.isIdle(), "two packets are out");
        master.submit(bench.publish("r1", "t", 1, "done"));
        master.submit(bench.publish("r2", "t", 1, "done"));
        await("none is out").until(() -> master.status().awaited().isEmpty());
        Path claim = claim("late", ProcessId.self(), "r1");
        look();
        assertFalse(reclaimer.isIdle(), "a claim is held that nobody waits for");
        Files.delete(claim);
        look();
        assertTrue(reclaimer.isIdle());
    }

    @Test
    void the_folder_of_a_dead_agent_without_claims_goes_at_once_when_an_agent_was_seen_to_end() throws IOException {
        look();
        Path folder = folderOfTheDead("gone");
        look();
        assertTrue(Files.exists(folder), "not every turn looks at agents that hold nothing");
        reclaimer.lookAtAll();
        await("its folder is gone").until(() -> Files.notExists(folder));
    }

    @Test
    void the_folder_of_a_dead_agent_without_claims_goes_after_a_few_turns() throws IOException {
        look();
        Path folder = folderOfTheDead("gone");
        for (int i = 0; i < 5; i++) {
            look();
        }
        await("its folder is gone").until(() -> Files.notExists(folder));
    }

    private Path folderOfTheDead(String agentId) throws IOException {
        Files.delete(claim(agentId, dead(), "r1"));
        return bench.home.claimed(agentId);
    }

    private long takenBack(String request) {
        return takenBack().stream().filter(request::equals).count();
    }

    /** Of which requests a packet was taken back, in that order. */
    private List<String> takenBack() {
        return events.stream()
                .filter(Event.PacketTakenBack.class::isInstance)
                .map(e -> ((Event.PacketTakenBack) e).requestId())
                .toList();
    }

    private void untilTakenBack(String request) {
        await("the packet of " + request).until(() -> {
            look();
            return takenBack(request) == 1;
        });
    }

    @Test
    void a_command_of_a_dead_agent_that_takes_long_to_end_keeps_nobody_else_waiting() throws IOException {
        Path slow = claim("a1", dead(), "r1");
        ProcessId command = start(STUBBORN);
        AgentIdentity.writeGroup(slow, command);
        claim("a2", dead(), "r2");
        look();
        untilTakenBack("r2");
        untilTakenBack("r1");
        assertEquals(List.of("r2", "r1"), takenBack(), "that of r1 took longer to end");
        assertFalse(command.isAlive());
        await().during(Duration.ofMillis(300)).until(() -> {
            look();
            return takenBack("r1") == 1 && takenBack("r2") == 1;
        });
    }

    @Test
    void an_agent_that_hangs_and_takes_long_to_end_keeps_nobody_else_waiting() throws IOException {
        ProcessId agent = start(STUBBORN);
        claim("a1", agent, "r1");
        for (int i = 0; i < 5; i++) {
            look();
        }
        claim("a2", dead(), "r2");
        untilTakenBack("r2");
        untilTakenBack("r1");
        assertEquals(List.of("r2", "r1"), takenBack(), "that of r1 took longer to end");
        assertFalse(agent.isAlive());
    }
}
