package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.FileQueue;
import dev.drover.bus.GivenCodewords;
import dev.drover.bus.Home;
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
import dev.drover.process.KillPoint;
import java.io.IOException;
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
    private final Consumer<Input> acknowledge;
    private final RunFiles runs;
    private final RunReports reports;
    private final SetAside aside;
    private final Ender ender;
    private final KeyedExecutor executor;
    private final GivenCodewords codewords;

    Effects(
            Home home,
            FileQueue queue,
            DeadLetter deadLetter,
            IntakeFolder intake,
            InstantSource clock,
            Consumer<Input> acknowledge) {
        this.home = home;
        this.queue = queue;
        this.acknowledge = acknowledge;
        executor = new KeyedExecutor(
                "effects", 8, why -> acknowledge.accept(new Input.Note(new Event.Trouble("effects", why))));
        codewords = new GivenCodewords(home);
        runs = new RunFiles(home, intake);
        reports = new RunReports(home, acknowledge);
        aside = new SetAside(home, deadLetter, intake, clock);
        ender = new Ender(home, queue, acknowledge);
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
            case Event.TaskTakenUp e -> false;
            case Event.RequestCancelled e -> true;
            case Event.RequestTimedOut e -> true;
            case Event.DaemonStopped e -> true;
            case Event.DaemonStarted e -> false;
            case Event.RulesApplied e -> false;
            case Event.RequestAccepted e -> false;
            case Event.RequestFiled e -> false;
            case Event.ResultPublished e -> false;
            case Event.PacketGone e -> false;
            case Event.PacketPublished e -> false;
            case Event.PacketClaimed e -> false;
            case Event.AgentChanged e -> false;
            case Event.HeadsAnchored e -> true;
            case Event.RequestForgotten e -> true;
            case Event.RequestRemoved e -> false;
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
                case Event.RequestRefused e ->
                    executor.run(e.where(), "moving " + e.where() + " to the dead letter", () -> aside.refused(e));
                case Event.RequestRepeated e -> answerAgain(e, state);
                case Event.RequestForgotten e -> remove(e.requestId());
                case Event.ResultReceived e -> keepResult(e);
                case Event.ResultIgnored e -> keepIgnored(e, state);
                case Event.PacketWithdrawn e -> withdrawn(e, state);
                case Event.PacketTakenBack e -> takenBack(e, state);
                case Event.ControlApplied e -> cleared(e.file(), Optional.empty());
                case Event.ControlRefused e -> cleared(e.file(), Optional.of(e.error()));
                default -> {}
            }
        }
    }

    /** Files the request and its plan in its run folder. */
    void file(Run run) {
        executor.run(run.id(), "filing request " + run.id(), () -> {
            runs.file(run);
            KillPoint.reach("request.filed");
            acknowledge.accept(new Input.Note(new Event.RequestFiled(run.id())));
        });
    }

    /** Publishes the final result: the same bytes whenever it is done, and not before what belongs to it is in its place. */
    void publish(Run run) {
        RequestResult answer = Reports.of(run);
        byte[] result = Json.prettyBytes(answer);
        List<KeptResult> named = KeptResult.named(home, run);
        Runnable report = reports.of(run, answer);
        executor.run(run.id(), "publishing the result of " + run.id(), () -> {
            for (KeptResult kept : named) {
                kept.keep();
            }
            codewords.remove(run.id());
            KillPoint.reach("answer.publish");
            runs.keepAnswer(run.id(), result);
            KillPoint.reach("answer.kept");
            report.run();
            runs.publish(run.id(), result);
            KillPoint.reach("answer.published");
            acknowledge.accept(new Input.Note(new Event.ResultPublished(run.id())));
        });
    }

    /** Removes what is kept of a forgotten request. */
    void remove(String requestId) {
        executor.run(requestId, "removing what is kept of request " + requestId, () -> {
            runs.remove(requestId);
            acknowledge.accept(new Input.Note(new Event.RequestRemoved(requestId)));
        });
    }

    /** Puts the packet of a task's latest attempt on the queue. */
    void issue(Run run, Task task, State state) {
        Packet packet = Packets.of(run, task, state.rules());
        var before = new EarlierAttempt(home, packet);
        executor.run(packet.packetId(), "publishing packet " + packet.fileName(), () -> {
            before.end();
            KillPoint.reach("packet.publish");
            queue.publish(packet);
            KillPoint.reach("packet.published");
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

    /** Puts the results of an open request that counted where they belong, as an earlier daemon may not have done. */
    void keepResults(Run run) throws IOException {
        for (KeptResult result : KeptResult.named(home, run)) {
            result.keep();
        }
    }

    private void keepResult(Event.ResultReceived e) {
        KeptResult result = KeptResult.of(home, e);
        executor.run(e.packetId(), "keeping result " + result.source(), result::keep);
    }

    private void keepIgnored(Event.ResultIgnored e, State state) {
        IgnoredResult result = IgnoredResult.of(home, e, state);
        executor.run(e.file(), "keeping ignored result " + e.file(), result::keep);
    }

    private void answerAgain(Event.RequestRepeated e, State state) {
        // While it runs, also once more after a retry, its result is that of this round and comes by itself.
        boolean ended = state.run(e.requestId()).isEmpty();
        executor.run(e.requestId(), "answering " + e.requestId() + " again", () -> runs.answerAgain(e, ended));
    }

    private void cleared(String control, Optional<Failure> refused) {
        executor.run(control, "clearing control message " + control, () -> clearControl(control, refused));
    }

    /** Removes a control message that is journaled, or sets it aside when it was refused, before this returns. */
    void clearControl(String name, Optional<Failure> refused) throws IOException {
        KillPoint.reach("control.clear");
        aside.control(name, refused);
        KillPoint.reach("control.cleared");
    }

    /** Ends a withdrawn attempt; that nothing is left of it is acknowledged when it is so. */
    void end(String packetId, State.Ending withdrawn) {
        var attempt = new AttemptFile(packetId, withdrawn.packet().attempt());
        executor.run(packetId, "withdrawing packet " + attempt.fileName(), () -> ender.withdraw(attempt, withdrawn));
    }

    private void withdrawn(Event.PacketWithdrawn e, State state) {
        Optional.ofNullable(state.ending().get(e.packetId())).ifPresent(left -> end(e.packetId(), left));
    }

    private void takenBack(Event.PacketTakenBack e, State state) {
        var attempt = new AttemptFile(e.packetId(), e.attempt());
        Optional<Failure> error =
                state.run(e.requestId()).flatMap(run -> run.task(e.taskId()).error());
        clearTakenBack(attempt, error);
    }

    /** Removes a claim that was taken back and journaled, or sets it aside when too many agents died under it. */
    void clearTakenBack(AttemptFile attempt, Optional<Failure> error) {
        executor.run(
                attempt.packetId(),
                "clearing claim " + attempt.fileName(),
                () -> aside.takenBack(attempt, error.filter(e -> e.code().equals("agent_died"))));
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        executor.close();
        ender.close();
    }
}
