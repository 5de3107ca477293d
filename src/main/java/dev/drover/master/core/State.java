package dev.drover.master.core;

import dev.drover.message.DroverException;
import dev.drover.message.Failure;
import dev.drover.message.Priority;
import dev.drover.message.RequestStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private final Map<String, Run> open = new LinkedHashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Out> out = new HashMap<>();
    private final Map<String, Ending> ending = new LinkedHashMap<>();
    private final Map<String, Event.RequestAccepted> unplanned = new HashMap<>();
    private final Map<String, String> unfiled = new HashMap<>();
    private final Set<String> forgotten = new LinkedHashSet<>();
    private final Map<String, Optional<Failure>> controls = new LinkedHashMap<>();
    private Rules rules = Rules.DEFAULT;
    private boolean paused;
    private boolean draining;

    public Collection<Run> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    public Optional<Run> run(String requestId) {
        return Optional.ofNullable(open.get(requestId));
    }

    /** A task of an open request. */
    public Task task(String requestId, String taskId) {
        return need(requestId).task(taskId);
    }

    public Optional<Seen> seen(String requestId) {
        return Optional.ofNullable(seen.get(requestId));
    }

    public Map<String, Out> out() {
        return Collections.unmodifiableMap(out);
    }

    /** The withdrawn attempts that are not known to be gone, by packet id. */
    public Map<String, Ending> ending() {
        return Collections.unmodifiableMap(ending);
    }

    /** Those of one request. */
    public List<Ending> ending(String requestId) {
        return ending.values().stream()
                .filter(e -> e.packet().requestId().equals(requestId))
                .toList();
    }

    /** Request ids by the intake ULID of their files, for requests whose files are not yet in their run folders. */
    public Map<String, String> unfiled() {
        return Collections.unmodifiableMap(unfiled);
    }

    /** Whether nothing of it is under way any more, in memory or on disk. */
    public boolean isClosed(String requestId) {
        Seen was = seen.get(requestId);
        return was != null
                && was.endedAt().isPresent()
                && !open.containsKey(requestId)
                && !unfiled.containsValue(requestId);
    }

    /** When each closed request ended. */
    public Map<String, Instant> closed() {
        Map<String, Instant> closed = new HashMap<>();
        seen.forEach((id, was) -> was.endedAt().filter(at -> isClosed(id)).ifPresent(at -> closed.put(id, at)));
        return closed;
    }

    /** Forgotten requests of which something may still lie on disk. */
    public Set<String> forgotten() {
        return Collections.unmodifiableSet(forgotten);
    }

    /** Control messages whose files the last daemon may not have cleared, with the reason of those that it refused. */
    public Map<String, Optional<Failure>> controls() {
        return Collections.unmodifiableMap(controls);
    }

    public Rules rules() {
        return rules;
    }

    /** No packet is issued and no request opened until it is resumed. */
    public boolean isPaused() {
        return paused;
    }

    /** No request is opened; what is open is finished. */
    public boolean isDraining() {
        return draining;
    }

    /** Open requests of that lane that have not ended. */
    public int openCount(Priority lane) {
        int n = 0;
        for (Run run : open.values()) {
            n += run.finish().isEmpty() && run.accepted().priority() == lane ? 1 : 0;
        }
        return n;
    }

    /** All of it now. To be taken between batches, when no request is accepted and not yet planned. */
    public StateImage image() {
        if (!unplanned.isEmpty()) {
            throw new IllegalStateException("a request is accepted and not yet planned");
        }
        return new StateImage(
                open.values().stream().map(Run::image).toList(),
                seen,
                ending,
                unfiled,
                forgotten,
                controls,
                rules,
                paused,
                draining);
    }

    /** Becomes what it was, when it was nothing before. */
    public void restore(StateImage image) {
        if (!seen.isEmpty() || !open.isEmpty()) {
            throw new IllegalStateException("the state is not a new one");
        }
        for (RunImage was : image.open()) {
            Run run = Run.restored(was);
            open.put(run.id(), run);
            run.tasks().stream().filter(Task::isOut).forEach(task -> putOut(run, task));
        }
        seen.putAll(image.seen());
        ending.putAll(image.ending());
        controls.putAll(image.controls());
        unfiled.putAll(image.unfiled());
        forgotten.addAll(image.forgotten());
        rules = image.rules();
        paused = image.paused();
        draining = image.draining();
    }

    /** The fold's one step. */
    public void apply(Recorded recorded) {
        switch (recorded.event()) {
            case Event.RulesApplied e -> rules = e.rules();
            case Event.RequestAccepted e -> {
                unplanned.put(e.requestId(), e);
                unfiled.put(e.intake(), e.requestId());
                seen.put(e.requestId(), new Seen(e.digest(), Optional.empty(), 1, Optional.empty()));
            }
            case Event.RequestPlanned e -> {
                Event.RequestAccepted accepted = unplanned.remove(e.requestId());
                if (accepted == null) {
                    throw new DroverException("request '" + e.requestId() + "' was planned before it was accepted");
                }
                open.put(e.requestId(), new Run(accepted, e, recorded.at(), 1));
            }
            case Event.RequestReopened e -> {
                open.put(e.requestId(), Run.resumed(e, recorded.at()));
                seen.put(e.requestId(), new Seen(e.accepted().digest(), Optional.empty(), e.round(), Optional.empty()));
            }
            case Event.RequestFiled e -> {
                run(e.requestId()).ifPresent(Run::filed);
                unfiled.values().remove(e.requestId());
                // Its files came after those of an earlier request of that id had gone.
                forgotten.remove(e.requestId());
            }
            case Event.RequestCancelled e -> need(e.requestId()).cancelled(e.why());
            case Event.RequestTimedOut e ->
                need(e.requestId()).cancelled("its limit of " + e.maxRuntimeSeconds() + " s is over");
            case Event.RequestFinished e -> {
                Run run = need(e.requestId());
                run.finished(new Run.Finish(e.status(), e.summary(), recorded.seq(), recorded.hash(), recorded.at()));
                seen.put(
                        e.requestId(),
                        new Seen(
                                run.accepted().digest(),
                                Optional.of(e.status()),
                                run.round(),
                                Optional.of(recorded.at())));
                // Journals of 0.1.0 end requests without having waited for their packets.
                ending.values().removeIf(packet -> packet.packet().requestId().equals(e.requestId()));
            }
            case Event.ResultPublished e -> open.remove(e.requestId());
            case Event.RequestForgotten e -> {
                seen.remove(e.requestId());
                forgotten.add(e.requestId());
            }
            case Event.RequestRemoved e -> forgotten.remove(e.requestId());
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
                out.remove(e.packetId());
            }
            case Event.PacketWithdrawn e -> withdrawn(e, recorded.at());
            case Event.PacketGone e ->
                ending.computeIfPresent(
                        e.packetId(), (id, left) -> left.packet().attempt() == e.attempt() ? null : left);
            case Event.TaskRetrying e -> {
                Run run = need(e.requestId());
                run.replace(run.task(e.taskId()).retrying(e.failures(), e.notBefore()));
                out.remove(Packets.idOf(e.requestId(), e.taskId()));
            }
            case Event.TaskEnded e -> {
                Run run = need(e.requestId());
                run.replace(run.task(e.taskId()).ended(e.state(), e.error()));
                out.remove(Packets.idOf(e.requestId(), e.taskId()));
            }
            case Event.ControlApplied e -> {
                control(e.control());
                controls.put(e.file(), Optional.empty());
            }
            case Event.ControlRefused e -> controls.put(e.file(), Optional.of(e.error()));
            case Event.DaemonStarted e -> {
                draining = false;
                // A daemon clears what earlier ones left before it writes anything.
                controls.clear();
            }
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
        Run run = need(e.requestId());
        Task task = run.task(e.taskId()).issued(e.attempt());
        run.replace(task);
        putOut(run, task);
    }

    private void putOut(Run run, Task task) {
        out.put(
                Packets.idOf(run.id(), task.id()),
                new Out(
                        run.id(),
                        task.id(),
                        task.attempts(),
                        task.agentType(),
                        run.accepted().priority(),
                        task.spec().mutex()));
    }

    private void withdrawn(Event.PacketWithdrawn e, Instant at) {
        Out packet = out.get(e.packetId());
        if (packet != null && packet.attempt() == e.attempt()) {
            Optional<String> agent = need(e.requestId()).task(e.taskId()).agentId();
            ending.put(e.packetId(), new Ending(packet, agent, at));
        }
    }

    private void change(String packetId, int attempt, java.util.function.UnaryOperator<Task> how) {
        Out packet = out.get(packetId);
        if (packet != null && packet.attempt() == attempt) {
            Run run = need(packet.requestId());
            run.replace(how.apply(run.task(packet.taskId())));
        }
    }

    private void control(String control) {
        switch (control) {
            case "*pause" -> paused = true;
            case "*resume" -> {
                paused = false;
                draining = false;
            }
            case "*drain" -> draining = true;
            default -> {}
        }
    }

    private Run need(String requestId) {
        return run(requestId)
                .orElseThrow(() -> new DroverException(
                        "the journal speaks of request '" + requestId + "', which is not open",
                        false,
                        Map.of("request_id", requestId)));
    }
}
