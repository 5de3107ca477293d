package dev.drover.master.core;

import dev.drover.message.Control;
import dev.drover.message.Failure;
import dev.drover.message.Limits;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import dev.drover.message.Sha256;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A core with a journal in memory and a clock that is set by hand. */
final class CoreBench {
    static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    final List<Recorded> journal = new ArrayList<>();
    final State state = new State();
    final Core core = new Core(state, this::record);
    Instant now = START;

    private Recorded record(Instant at, Event event) {
        long seq = journal.size() + 1L;
        var recorded = new Recorded(seq, at, Sha256.of("line " + seq), event);
        journal.add(recorded);
        return recorded;
    }

    List<Event> step(Input input) {
        return core.step(now, input).stream().map(Recorded::event).toList();
    }

    List<Event> tick(Duration later) {
        now = now.plus(later);
        return step(new Input.Tick());
    }

    CoreBench rules(Rules rules) {
        step(new Input.Note(new Event.RulesApplied(rules)));
        return this;
    }

    List<Event> arrive(String id, TaskSpec... tasks) {
        return arrive(id, Strategy.PARALLEL, Limits.NONE, tasks);
    }

    List<Event> arrive(String id, Strategy strategy, Limits limits, TaskSpec... tasks) {
        return arrive(id, "digest of " + id, Priority.NORMAL, strategy, limits, tasks);
    }

    List<Event> arrive(String id, String digest, Priority lane, Strategy strategy, Limits limits, TaskSpec... tasks) {
        return step(new Input.Arrived(
                id,
                digest,
                "intake-" + id,
                id + ".json",
                lane,
                Optional.of("do it"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(limits),
                new Input.PlannedWork(Optional.empty(), "as given", strategy, "as asked", List.of(tasks))));
    }

    static String packet(String request, String task) {
        return Packets.idOf(request, task);
    }

    List<Event> claim(String request, String task, String agent) {
        return step(new Input.Claimed(packet(request, task), task(request, task).attempts(), agent));
    }

    List<Event> report(String request, String task, ResultStatus status) {
        return report(request, task, task(request, task).attempts(), "a1", outcome(status));
    }

    List<Event> report(String request, String task, int attempt, String agent, Outcome outcome) {
        String packet = packet(request, task);
        return step(new Input.Reported(packet + "." + attempt + ".json", packet, attempt, agent, outcome));
    }

    List<Event> takeBack(String request, String task, boolean died, boolean safe) {
        return step(new Input.TakenBack(
                packet(request, task), task(request, task).attempts(), Optional.of("a1"), "no heartbeat", died, safe));
    }

    List<Event> gone(String request, String task, int attempt) {
        return step(new Input.Gone(packet(request, task), attempt, "its processes have ended"));
    }

    List<Event> control(String text) {
        return step(new Input.Controlled("c.json", Control.parse(text)));
    }

    List<Event> reopen(String request, int round, Map<String, TaskSnapshot> tasks) {
        return step(reopening(request, round, tasks));
    }

    Input.Reopen reopening(String request, int round, Map<String, TaskSnapshot> tasks) {
        return new Input.Reopen(
                "retry.json",
                only(Event.RequestAccepted.class, request),
                only(Event.RequestPlanned.class, request),
                round,
                tasks);
    }

    <E extends Event> E only(Class<E> type, String request) {
        return journal.stream()
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(e -> e.toString().contains("requestId=" + request + ","))
                .findFirst()
                .orElseThrow();
    }

    void published(String request) {
        step(new Input.Note(new Event.ResultPublished(request)));
    }

    static Outcome outcome(ResultStatus status) {
        return outcome(status, status == ResultStatus.FAILED || status == ResultStatus.TIMEOUT);
    }

    static Outcome outcome(ResultStatus status, boolean retryable) {
        return new Outcome(
                status,
                "it is " + status.wire(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1.5,
                status == ResultStatus.COMPLETED
                        ? Optional.empty()
                        : Optional.of(new Failure("exit_code", "exit code 1", retryable)),
                Sha256.of(status.wire()));
    }

    Task task(String request, String task) {
        return state.task(request, task);
    }

    TaskState stateOf(String request, String task) {
        return task(request, task).state();
    }

    Run run(String request) {
        return state.run(request).orElseThrow();
    }

    /** The issues among the events, as {@code task.attempt}. */
    static List<String> issued(List<Event> events) {
        return events.stream()
                .filter(Event.PacketIssued.class::isInstance)
                .map(Event.PacketIssued.class::cast)
                .map(e -> e.taskId() + "." + e.attempt())
                .toList();
    }

    static String names(List<Event> events) {
        return events.stream().map(e -> e.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }
}
