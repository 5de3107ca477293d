package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.Reports;
import dev.drover.master.core.Run;
import dev.drover.master.core.State;
import dev.drover.master.core.Task;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.RequestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What events call for on disk. Every effect is idempotent, runs on a worker thread in order per packet and per
 * request, is tried until it succeeds, and is acknowledged in the journal where its loss would not show by itself.
 */
public final class Effects implements AutoCloseable {
    private final Home home;
    private final FileQueue queue;
    private final DeadLetter deadLetter;
    private final IntakeFolder intake;
    private final InstantSource clock;
    private final Consumer<Input> acknowledge;
    private final KeyedExecutor executor = new KeyedExecutor("effects", 8);

    Effects(
            Home home,
            FileQueue queue,
            DeadLetter deadLetter,
            IntakeFolder intake,
            InstantSource clock,
            Consumer<Input> acknowledge) {
        this.home = home;
        this.queue = queue;
        this.deadLetter = deadLetter;
        this.intake = intake;
        this.clock = clock;
        this.acknowledge = acknowledge;
    }

    /** Whether something on disk follows from such an event, so that it must be durable first. */
    static boolean follow(Event event) {
        return switch (event) {
            case Event.RequestPlanned e -> true;
            case Event.RequestReopened e -> true;
            case Event.RequestRefused e -> true;
            case Event.RequestRepeated e -> true;
            case Event.RequestFinished e -> true;
            case Event.PacketIssued e -> true;
            case Event.PacketTakenBack e -> true;
            case Event.PacketWithdrawn e -> true;
            case Event.ResultReceived e -> true;
            case Event.ResultIgnored e -> true;
            case Event.ControlApplied e -> true;
            case Event.ControlRefused e -> true;
            case Event.TaskEnded e -> true;
            case Event.TaskRetrying e -> true;
            case Event.RequestCancelled e -> true;
            case Event.RequestTimedOut e -> true;
            case Event.DaemonStopped e -> true;
            case Event.DaemonStarted e -> false;
            case Event.RulesApplied e -> false;
            case Event.RequestAccepted e -> false;
            case Event.RequestFiled e -> false;
            case Event.ResultPublished e -> false;
            case Event.PacketPublished e -> false;
            case Event.PacketClaimed e -> false;
            case Event.AgentChanged e -> false;
            case Event.HeadsAnchored e -> true;
            case Event.SnapshotTaken e -> false;
            case Event.Trouble e -> false;
        };
    }

    /** Starts what follows from events that are durable. Called by the owner of the state, which is as they left it. */
    void perform(List<Recorded> events, State state) {
        // Agents wait for packets, and nobody waits for the rest.
        for (Recorded recorded : events) {
            if (recorded.event() instanceof Event.PacketIssued e) {
                issued(e, state);
            }
        }
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case Event.RequestPlanned e -> state.run(e.requestId()).ifPresent(this::file);
                case Event.RequestFinished e -> state.run(e.requestId()).ifPresent(this::publish);
                case Event.RequestRefused e -> refused(e);
                case Event.RequestRepeated e -> repeated(e);
                case Event.ResultReceived e -> keepResult(e);
                case Event.ResultIgnored e -> executor.run(e.file(), () -> keepIgnored(e.file()));
                case Event.PacketWithdrawn e -> withdrawn(e, state);
                case Event.PacketTakenBack e -> takenBack(e, state);
                case Event.ControlApplied e ->
                    executor.run(e.file(), () -> remove(home.control().resolve(e.file())));
                case Event.ControlRefused e -> executor.run(e.file(), () -> refuseControl(e));
                default -> {}
            }
        }
    }

    /** Files the request and its plan in its run folder. */
    void file(Run run) {
        executor.run(run.id(), () -> {
            Retrying.run("filing request " + run.id(), () -> {
                Path folder = home.run(run.id());
                Files.createDirectories(folder);
                Optional<Path> waiting = intake.find(run.accepted().intake());
                if (waiting.isPresent()) {
                    Files.move(waiting.get(), folder.resolve("request.json"), StandardCopyOption.ATOMIC_MOVE);
                    intake.forget(waiting.get());
                }
                DurableFiles.project(folder.resolve("accepted.json"), Json.prettyBytes(run.accepted()));
                DurableFiles.project(folder.resolve("plan.json"), Json.prettyBytes(run.plan()));
            });
            acknowledge.accept(new Input.Note(new Event.RequestFiled(run.id())));
        });
    }

    /** Publishes the final result: the same bytes whenever it is done, and not before what it names is in its place. */
    void publish(Run run) {
        RequestResult result = Reports.of(run);
        List<KeptResult> named = KeptResult.named(home, run);
        executor.run(run.id(), () -> {
            Retrying.run("publishing the result of " + run.id(), () -> {
                for (KeptResult kept : named) {
                    kept.keep();
                }
                byte[] bytes = Json.prettyBytes(result);
                // Whoever sees the result may ask for a retry at once, which needs the one in the run folder.
                DurableFiles.project(home.run(run.id()).resolve("result.json"), bytes);
                DurableFiles.publish(home.outbox().resolve(run.id() + ".json"), bytes);
            });
            acknowledge.accept(new Input.Note(new Event.ResultPublished(run.id())));
        });
    }

    /** Puts the packet of a task's latest attempt on the queue. */
    void issue(Run run, Task task, State state) {
        Packet packet = Packets.of(run, task, state.rules());
        executor.run(packet.packetId(), () -> {
            Retrying.run("publishing packet " + packet.fileName(), () -> queue.publish(packet));
            acknowledge.accept(new Input.Note(new Event.PacketPublished(
                    packet.requestId(), packet.taskId(), packet.packetId(), packet.attempt())));
        });
    }

    private void issued(Event.PacketIssued e, State state) {
        State.Out out = state.out().get(e.packetId());
        if (out != null && out.attempt() == e.attempt()) {
            state.run(e.requestId()).ifPresent(run -> issue(run, run.task(e.taskId()), state));
        }
    }

    private void refused(Event.RequestRefused e) {
        executor.run(e.where(), () -> {
            // One that was refused for its id alone is named by its intake ULID.
            Path source = intake.find(e.where()).orElseGet(() -> home.root().resolve(e.where()));
            Path name = intake.originalName(source).orElseGet(() -> Path.of(e.file()));
            Path lane =
                    IntakeFile.of(source).map(file -> home.lane(file.lane())).orElse(home.inbox());
            Retrying.run(
                    "moving " + e.where() + " to the dead letter",
                    () -> deadLetter.put(source, name, Optional.of(lane), e.error(), clock.instant()));
            intake.forget(source);
        });
    }

    private void repeated(Event.RequestRepeated e) {
        executor.run(
                e.requestId(),
                () -> Retrying.run("answering " + e.requestId() + " again", () -> {
                    Path answer = home.outbox().resolve(e.requestId() + ".json");
                    Path kept = home.run(e.requestId()).resolve("result.json");
                    if (!Files.exists(answer) && Files.exists(kept)) {
                        DurableFiles.publish(answer, Files.readAllBytes(kept));
                    }
                    Optional<Path> waiting = intake.find(e.intake());
                    if (waiting.isPresent()) {
                        Files.deleteIfExists(waiting.get());
                        intake.forget(waiting.get());
                    }
                }));
    }

    /** Puts the results of an open request that counted where they belong, as an earlier daemon may not have done. */
    void keepResults(Run run) throws IOException {
        for (KeptResult result : KeptResult.named(home, run)) {
            result.keep();
        }
    }

    private void keepResult(Event.ResultReceived e) {
        KeptResult result = KeptResult.of(home, e);
        executor.run(e.packetId(), () -> Retrying.run("keeping result " + result.source(), result::keep));
    }

    private void keepIgnored(String name) {
        Path source = home.results().resolve(name);
        Path folder = home.runs().resolve(".ignored");
        Retrying.run("keeping ignored result " + name, () -> {
            if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                boolean free = !Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
                Path target = free
                        ? folder
                        : folder.resolve(Long.toString(clock.instant().toEpochMilli()));
                Files.createDirectories(target);
                Files.move(source, target.resolve(name));
            }
        });
    }

    private void withdrawn(Event.PacketWithdrawn e, State state) {
        var attempt = new AttemptFile(e.packetId(), e.attempt());
        state.run(e.requestId()).ifPresent(run -> {
            String type = run.task(e.taskId()).agentType();
            executor.run(
                    e.packetId(),
                    () -> Retrying.run(
                            "withdrawing packet " + attempt.fileName(),
                            () -> queue.withdraw(type, run.accepted().priority(), attempt)));
        });
    }

    private void takenBack(Event.PacketTakenBack e, State state) {
        var attempt = new AttemptFile(e.packetId(), e.attempt());
        Optional<Failure> error =
                state.run(e.requestId()).flatMap(run -> run.task(e.taskId()).error());
        clearTakenBack(attempt, error);
    }

    /** Removes a claim that was taken back and journaled, or sets it aside when too many agents died under it. */
    void clearTakenBack(AttemptFile attempt, Optional<Failure> error) {
        Path claim = home.takenBack().resolve(attempt.fileName());
        Optional<Failure> givenUp = error.filter(e -> e.code().equals("agent_died"));
        executor.run(
                attempt.packetId(),
                () -> Retrying.run("clearing claim " + claim.getFileName(), () -> {
                    if (givenUp.isPresent()) {
                        deadLetter.put(claim, claim.getFileName(), Optional.empty(), givenUp.get(), clock.instant());
                    } else {
                        Files.deleteIfExists(claim);
                    }
                }));
    }

    private void refuseControl(Event.ControlRefused e) {
        Path file = home.control().resolve(e.file());
        Retrying.run(
                "moving " + e.file() + " to the dead letter",
                () -> deadLetter.put(
                        file, file.getFileName(), Optional.of(home.control()), e.error(), clock.instant()));
    }

    private void remove(Path file) {
        Retrying.run("removing " + file, () -> Files.deleteIfExists(file));
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        executor.close();
    }
}
