package dev.drover.master;

import static org.awaitility.Awaitility.await;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Home;
import dev.drover.master.core.Core;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Packets;
import dev.drover.master.core.State;
import dev.drover.message.Json;
import dev.drover.message.Limits;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import dev.drover.message.Sha256;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A home with a journal that an earlier daemon wrote, and a daemon that starts on it. */
final class MasterBench {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    final Home home;
    final FileQueue queue;

    MasterBench(Path root) throws IOException {
        home = new Home(root);
        home.createFolders();
        queue = new FileQueue(home);
        queue.open("coding");
    }

    /** A master of the home, opened and not started; no file of its journal is ever full. */
    static Master open(Home home) throws IOException {
        return open(home, Long.MAX_VALUE);
    }

    static Master open(Home home, long rotateBytes) throws IOException {
        return Master.open(home, Map.of(), CLOCK, () -> rotateBytes, List.of());
    }

    /** What that master's events do in this home. */
    Effects effects(Master master) {
        return new Effects(home, queue, new DeadLetter(home), new IntakeFolder(home), CLOCK, master::submit);
    }

    /** The home's journal, once the state is what the journal says. */
    static Journal journal(Home home, State state) throws IOException {
        return Journal.open(home.journal(), home.snapshots(), Map.of(), List.of(new StateFold(state)));
    }

    /** What an earlier daemon journaled, without having done anything about it. */
    void journal(Input... inputs) throws IOException {
        var state = new State();
        try (Journal journal = journal(home, state)) {
            var core = new Core(state, journal);
            for (Input input : inputs) {
                core.step(NOW, input);
            }
            journal.write(NOW);
            journal.sync();
        }
    }

    /** Starts a daemon's master up to the end of its recovery, lets it take in what that told, and ends it. */
    State restart() throws IOException {
        Master master = open(home);
        Effects effects = effects(master);
        new Recovery(home, master, effects, queue).run();
        master.start(effects, (events, status) -> {});
        await("what was ending").until(() -> master.status().ending().isEmpty());
        master.close();
        effects.close();
        return replay();
    }

    /** What the journal says. */
    State replay() throws IOException {
        var state = new State();
        journal(home, state).close();
        return state;
    }

    static String packet(String request, String task) {
        return Packets.idOf(request, task);
    }

    static Input.Arrived request(String id, TaskSpec... tasks) {
        return new Input.Arrived(
                id,
                "digest",
                "intake",
                id + ".json",
                Priority.NORMAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Limits.NONE),
                new Input.PlannedWork(Optional.empty(), "", Strategy.PARALLEL, "", List.of(tasks)));
    }

    static TaskSpec task(String id) {
        return new TaskSpec(
                id,
                Optional.of("coding"),
                Optional.empty(),
                "act",
                Optional.of("true"),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** What the agent a1 says of an attempt. */
    static PacketResult result(String request, String task, int attempt, ResultStatus status, String summary) {
        return new PacketResult(
                1,
                packet(request, task),
                task,
                request,
                "a1",
                "coding",
                attempt,
                status,
                summary,
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

    /** Publishes a result as an agent would, and returns what the daemon makes of it. */
    Input.Reported publish(String request, String task, int attempt, String summary) throws IOException {
        PacketResult result = result(request, task, attempt, ResultStatus.COMPLETED, summary);
        byte[] bytes = Json.bytes(result);
        Files.write(home.results().resolve(result.fileName()), bytes);
        return new Input.Reported(
                result.fileName(),
                result.packetId(),
                attempt,
                "a1",
                new Outcome(
                        ResultStatus.COMPLETED,
                        summary,
                        0,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Sha256.of(bytes)));
    }
}
