package dev.drover.cli.view;

import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The master's fold for a reader: beside the state it keeps what became of ended requests, and it may begin anywhere in
 * the journal, passing over requests that it did not see accepted. Confined to one thread.
 */
public final class RunFold {
    private final State state = new State();
    private final Map<String, RunView> runs = new LinkedHashMap<>();
    private final Set<String> unplanned = new HashSet<>();
    private final Consumer<RunView> onEnd;

    public RunFold() {
        this(ended -> {});
    }

    /** A fold that tells of each request once its result is published. */
    public RunFold(Consumer<RunView> onEnd) {
        this.onEnd = onEnd;
    }

    /** The master's state, as far as this fold saw it come about. */
    public State state() {
        return state;
    }

    /** The requests in the order in which they were accepted. */
    public Collection<RunView> runs() {
        return Collections.unmodifiableCollection(runs.values());
    }

    public Optional<RunView> run(String requestId) {
        return Optional.ofNullable(runs.get(requestId));
    }

    /** Lets go of a request. */
    public void forget(String requestId) {
        runs.remove(requestId);
    }

    /** The fold's one step. */
    public void apply(Recorded recorded) {
        Event event = recorded.event();
        Optional<String> id = EventText.requestId(event);
        if (id.isPresent() && !follows(event, id.get())) {
            if (event instanceof Event.RequestForgotten) {
                forget(id.get());
            }
            return;
        }
        state.apply(recorded);
        id.ifPresent(requestId -> note(requestId, recorded));
    }

    /** Whether all that the event builds upon was seen. */
    private boolean follows(Event event, String id) {
        return switch (event) {
            case Event.RequestAccepted e -> unplanned.add(id);
            case Event.RequestPlanned e -> unplanned.remove(id);
            case Event.RequestReopened e -> true;
            default -> state.run(id).isPresent();
        };
    }

    private void note(String id, Recorded recorded) {
        RunView view = runs.get(id);
        if (view == null) {
            state.run(id).ifPresent(run -> runs.put(id, new RunView(run, recorded.at())));
            return;
        }
        switch (recorded.event()) {
            case Event.RequestReopened e -> state.run(id).ifPresent(view::reopened);
            case Event.ResultPublished e -> {
                view.published();
                onEnd.accept(view);
            }
            case Event.PacketIssued e -> view.issued(e.taskId(), e.attempt(), recorded.at());
            case Event.PacketClaimed e -> view.claimed(e.taskId(), e.attempt(), recorded.at(), e.agentId());
            case Event.ResultReceived e ->
                view.ended(
                        e.taskId(),
                        e.attempt(),
                        recorded.at(),
                        e.outcome().status().wire());
            case Event.PacketTakenBack e -> view.ended(e.taskId(), e.attempt(), recorded.at(), "taken back");
            case Event.PacketWithdrawn e -> {
                view.ended(e.taskId(), e.attempt(), recorded.at(), "withdrawn");
                view.withdrawn(e.taskId(), recorded.at());
            }
            case Event.PacketGone e -> view.gone(e.taskId());
            default -> {}
        }
    }
}
