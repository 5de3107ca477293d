package dev.drover.cli.view;

import dev.drover.audit.ChainedLog;
import dev.drover.master.core.Event;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Recorded;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Priority;
import dev.drover.message.RequestStatus;
import dev.drover.message.ResultStatus;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a daemon would have journaled, told second by second. */
final class Story {
    static final Instant START = Instant.parse("2026-11-21T01:00:00Z");

    private final List<Recorded> events = new ArrayList<>();
    private Instant now = START;

    static Story begin() {
        return new Story();
    }

    static TaskSpec task(String id, String type, String... dependencies) {
        return new TaskSpec(
                id,
                Optional.of(type),
                Optional.empty(),
                "Do " + id,
                Optional.empty(),
                Map.of(),
                List.of(dependencies),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    Instant now() {
        return now;
    }

    Story at(double seconds) {
        now = START.plusMillis(Math.round(seconds * 1000));
        return this;
    }

    Story event(Event event) {
        events.add(new Recorded(events.size() + 1, now, "h" + events.size(), event));
        return this;
    }

    Story accepted(String id, TaskSpec... tasks) {
        event(new Event.RequestAccepted(
                id,
                "digest-" + id,
                "intake-" + id,
                id + ".json",
                Priority.NORMAL,
                Optional.of("Please do " + id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return event(new Event.RequestPlanned(
                id, Optional.of("general"), "No pattern fits", Strategy.PARALLEL, "2 side by side", List.of(tasks)));
    }

    Story issued(String id, String task, int attempt) {
        return event(new Event.PacketIssued(id, task, Packets.idOf(id, task), attempt));
    }

    Story claimed(String id, String task, int attempt, String agent) {
        return event(new Event.PacketClaimed(id, task, Packets.idOf(id, task), attempt, agent));
    }

    Story answered(String id, String task, int attempt, String agent, ResultStatus status, String summary) {
        Optional<Failure> error = status == ResultStatus.COMPLETED
                ? Optional.empty()
                : Optional.of(new Failure("exit_code", summary, true));
        return event(new Event.ResultReceived(
                id,
                task,
                Packets.idOf(id, task),
                attempt,
                agent,
                new Outcome(status, summary, 2, List.of(), Optional.empty(), Optional.empty(), 1.5, error, "sha")));
    }

    Story ended(String id, String task, TaskState state) {
        Optional<Failure> why = state == TaskState.COMPLETED
                ? Optional.empty()
                : Optional.of(new Failure("exit_code", "it went wrong", false));
        return event(new Event.TaskEnded(id, task, state, why));
    }

    Story done(String id, String task, String agent) {
        issued(id, task, 1).claimed(id, task, 1, agent);
        return answered(id, task, 1, agent, ResultStatus.COMPLETED, "all well").ended(id, task, TaskState.COMPLETED);
    }

    Story finished(String id, RequestStatus status) {
        event(new Event.RequestFinished(id, status, status.wire() + "; so it ended"));
        return event(new Event.ResultPublished(id));
    }

    List<Recorded> events() {
        return List.copyOf(events);
    }

    RunFold fold() {
        var fold = new RunFold();
        events.forEach(fold::apply);
        return fold;
    }

    RunView view(String id) {
        return fold().run(id).orElseThrow();
    }

    /** Appends everything told so far and not yet written, one batch an event. */
    void write(Path journal) throws IOException {
        try (ChainedLog log = ChainedLog.open(journal, line -> {})) {
            for (Recorded recorded : events) {
                log.add(recorded.at(), Json.mapper().writerFor(Event.class).writeValueAsString(recorded.event()));
                log.write(recorded.at());
            }
        }
        events.clear();
    }
}
