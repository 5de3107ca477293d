package dev.drover.master.core;

import dev.drover.message.Failure;
import dev.drover.message.Priority;
import dev.drover.message.RequestStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Everything the master knows: a fold over the journal. It changes only in {@link #apply}, is confined to one thread,
 * and forgets the tasks of a request once its result is published; of those it keeps the id, the digest and the end.
 */
public final class State {
    /** An id that was accepted before; {@code status} and {@code endedAt} are there once it has ended. */
    public record Seen(String digest, Optional<RequestStatus> status, int round, Optional<Instant> endedAt) {}

    /** A packet that is queued or claimed. */
    public record Out(
            String requestId,
            String taskId,
            int attempt,
            String agentType,
            Priority priority,
            Optional<String> mutex) {}

    /** A withdrawn attempt of which something may be left: a file on the queue, a claim, processes. */
    public record Ending(Out packet, Optional<String> agentId, Instant since) {}

    private final OpenRequests open = new OpenRequests();
    private final SeenRequests seen = new SeenRequests();
    private final InFlight inFlight = new InFlight();
    private final ControlState controls = new ControlState();
    private Rules rules = Rules.DEFAULT;

    public Collection<Run> open() {
        return open.all();
    }

    public Optional<Run> run(String requestId) {
        return open.run(requestId);
    }

    /** A task of an open request. */
    public Task task(String requestId, String taskId) {
        return open.need(requestId).task(taskId);
    }

    public Optional<Seen> seen(String requestId) {
        return seen.of(requestId);
    }

    public Map<String, Out> out() {
        return inFlight.out();
    }

    /** The packet of that attempt, when it is out. */
    Optional<Out> out(String packetId, int attempt) {
        return inFlight.out(packetId, attempt);
    }

    /** The withdrawn attempts that are not known to be gone, by packet id. */
    public Map<String, Ending> ending() {
        return inFlight.ending();
    }

    /** Those of one request. */
    public List<Ending> ending(String requestId) {
        return inFlight.ending(requestId);
    }

    /** Request ids by the intake ULID of their files, for requests whose files are not yet in their run folders. */
    public Map<String, String> unfiled() {
        return seen.unfiled();
    }

    /** Whether nothing of it is under way any more, in memory or on disk. */
    public boolean isClosed(String requestId) {
        return !open.contains(requestId) && seen.isOver(requestId);
    }

    /** When each closed request ended. */
    public Map<String, Instant> closed() {
        Map<String, Instant> closed = seen.ends();
        closed.keySet().removeIf(id -> !isClosed(id));
        return closed;
    }

    /** Forgotten requests of which something may still lie on disk. */
    public Set<String> forgotten() {
        return seen.forgotten();
    }

    /** Control messages whose files the last daemon may not have cleared, with the reason of those that it refused. */
    public Map<String, Optional<Failure>> controls() {
        return controls.answered();
    }

    public Rules rules() {
        return rules;
    }

    /** No packet is issued and no request opened until it is resumed. */
    public boolean isPaused() {
        return controls.isPaused();
    }

    /** No request is opened; what is open is finished. */
    public boolean isDraining() {
        return controls.isDraining();
    }

    /** All of it now. To be taken between batches, when no request is accepted and not yet planned. */
    public StateImage image() {
        return new StateImage(
                open.images(),
                seen.all(),
                inFlight.ending(),
                seen.unfiled(),
                seen.forgotten(),
                controls.answered(),
                rules,
                controls.isPaused(),
                controls.isDraining());
    }

    /** Becomes what it was, when it was nothing before. */
    public void restore(StateImage image) {
        if (!seen.isEmpty() || !open.all().isEmpty()) {
            throw new IllegalStateException("the state is not a new one");
        }
        for (RunImage was : image.open()) {
            Run run = Run.restored(was);
            open.open(run);
            run.tasks().stream().filter(Task::isOut).forEach(task -> inFlight.issued(run, task));
        }
        seen.restore(image.seen(), image.unfiled(), image.forgotten());
        inFlight.restore(image.ending());
        controls.restore(image.controls(), image.paused(), image.draining());
        rules = image.rules();
    }

    /** The fold's one step. */
    public void apply(Recorded recorded) {
        switch (recorded.event()) {
            case Event.RulesApplied e -> rules = e.rules();
            case Event.RequestAccepted e -> {
                open.accepted(e);
                seen.accepted(e);
            }
            case Event.RequestPlanned e -> open.planned(e, recorded.at());
            case Event.RequestReopened e -> {
                open.open(Run.resumed(e, recorded.at()));
                seen.reopened(e);
            }
            case Event.RequestFiled e -> {
                run(e.requestId()).ifPresent(Run::filed);
                seen.filed(e.requestId());
            }
            case Event.RequestCancelled e -> open.need(e.requestId()).cancelled(e.why());
            case Event.RequestTimedOut e ->
                open.need(e.requestId()).cancelled("its limit of " + e.maxRuntimeSeconds() + " s is over");
            case Event.RequestFinished e -> {
                Run run = open.need(e.requestId());
                run.finished(new Run.Finish(e.status(), e.summary(), recorded.seq(), recorded.hash(), recorded.at()));
                seen.ended(run, e.status(), recorded.at());
                inFlight.requestEnded(e.requestId());
            }
            case Event.ResultPublished e -> open.published(e.requestId());
            case Event.RequestForgotten e -> seen.forgotten(e.requestId());
            case Event.RequestRemoved e -> seen.removed(e.requestId());
            case Event.PacketIssued e -> issued(e);
            case Event.PacketPublished e -> change(e.packetId(), e.attempt(), Task::acknowledged);
            case Event.PacketClaimed e -> change(e.packetId(), e.attempt(), task -> task.claimed(e.agentId()));
            case Event.ResultReceived e ->
                change(e.packetId(), e.attempt(), task -> task.reported(e.agentId(), e.outcome()));
            case Event.PacketTakenBack e -> {
                change(
                        e.packetId(),
                        e.attempt(),
                        task -> task.takenBack(e.agentDied(), e.handBacks().orElse(0), e.notBefore()));
                inFlight.settled(e.packetId());
            }
            case Event.PacketWithdrawn e -> withdrawn(e, recorded.at());
            case Event.PacketGone e -> inFlight.gone(e.packetId(), e.attempt());
            case Event.TaskRetrying e -> {
                Run run = open.need(e.requestId());
                run.replace(run.task(e.taskId()).retrying(e.failures(), e.notBefore()));
                inFlight.settled(Packets.idOf(e.requestId(), e.taskId()));
            }
            case Event.TaskTakenUp e -> {
                Run run = open.need(e.requestId());
                run.replace(run.task(e.taskId()).takenUp());
            }
            case Event.TaskEnded e -> {
                Run run = open.need(e.requestId());
                run.replace(run.task(e.taskId()).ended(e.state(), e.error()));
                inFlight.settled(Packets.idOf(e.requestId(), e.taskId()));
            }
            case Event.ControlApplied e -> controls.applied(e);
            case Event.ControlRefused e -> controls.refused(e);
            case Event.DaemonStarted e -> controls.daemonStarted();
            case Event.DaemonStopped e -> {}
            case Event.RequestRefused e -> {}
            case Event.RequestRepeated e -> {}
            case Event.ResultIgnored e -> {}
            case Event.AgentChanged e -> {}
            case Event.HeadsAnchored e -> {}
            case Event.SnapshotTaken e -> {}
            case Event.Trouble e -> {}
        }
    }

    private void issued(Event.PacketIssued e) {
        Run run = open.need(e.requestId());
        Task task = run.task(e.taskId()).issued(e.attempt());
        run.replace(task);
        inFlight.issued(run, task);
    }

    private void withdrawn(Event.PacketWithdrawn e, Instant at) {
        inFlight.out(e.packetId(), e.attempt()).ifPresent(packet -> {
            Optional<String> agent = task(e.requestId(), e.taskId()).agentId();
            inFlight.withdrawn(e.packetId(), new Ending(packet, agent, at));
        });
    }

    private void change(String packetId, int attempt, UnaryOperator<Task> how) {
        inFlight.out(packetId, attempt).ifPresent(packet -> {
            Run run = open.need(packet.requestId());
            run.replace(how.apply(run.task(packet.taskId())));
        });
    }
}
