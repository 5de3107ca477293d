package dev.drover.master.core;

import dev.drover.message.DroverException;
import dev.drover.message.Failure;
import dev.drover.message.TaskSpec;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides. Each input leads to events, which are applied at once, so that what follows is decided on the new state.
 * The caller writes the events to the journal before it acts on any of them.
 *
 * <p>Confined to one thread, like its state.
 */
public final class Core {
    /** Gives the events of one step their places in the journal, in order. */
    public interface Sequencer {
        Recorded record(Instant at, Event event);
    }

    private static final String MANUAL = "manual";

    private final State state;
    private final Sequencer sequencer;
    private final List<Recorded> events = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private boolean halfway;

    public Core(State state, Sequencer sequencer) {
        this.state = state;
        this.sequencer = sequencer;
    }

    public State state() {
        return state;
    }

    /**
     * Takes one input in.
     *
     * @return what happened, in order; already applied to the state
     * @throws dev.drover.message.DroverException when nothing of it was taken in
     * @throws IllegalStateException when it broke off midway: what was recorded of it must not be written, since it
     *     may not be replayed
     */
    public List<Recorded> step(Instant at, Input input) {
        events.clear();
        now = at;
        halfway = false;
        try {
            decide(input);
        } catch (DroverException e) {
            if (halfway) {
                throw new IllegalStateException("a decision broke off midway: " + e.getMessage(), e);
            }
            throw e;
        }
        return List.copyOf(events);
    }

    private void decide(Input input) {
        switch (input) {
            case Input.Arrived arrived -> arrived(arrived);
            case Input.Repeated repeated -> repeated(repeated);
            case Input.ArrivedCancelled c -> arrivedCancelled(c.arrived());
            case Input.Refused refused ->
                emit(new Event.RequestRefused(refused.where(), refused.file(), refused.error()));
            case Input.Claimed claimed -> claimed(claimed);
            case Input.Reported reported -> reported(reported);
            case Input.BadResult bad ->
                emit(new Event.ResultIgnored(bad.file(), bad.why(), Optional.of(bad.identity())));
            case Input.TakenBack back -> takenBack(back);
            case Input.Gone gone -> gone(gone);
            case Input.Controlled controlled -> new ControlVerdict(state, this::emit).on(controlled);
            case Input.Reopen reopen -> new ControlVerdict(state, this::emit).on(reopen);
            case Input.Forget forget -> forget(forget);
            case Input.Note note -> emit(note.event());
            case Input.Tick tick -> {}
        }
        new Advance(state, now, this::emit).all();
    }

    /** When time alone will make a difference: the next repetition that falls due, or the next limit that is over. */
    public Optional<Instant> nextTimer() {
        return Timers.next(state, now);
    }

    private void emit(Event event) {
        halfway = true;
        Recorded recorded = sequencer.record(now, event);
        state.apply(recorded);
        events.add(recorded);
    }

    private void arrivedCancelled(Input.Arrived a) {
        boolean known = state.seen(a.requestId()).isPresent();
        arrived(a);
        if (!known) {
            emit(new Event.RequestCancelled(a.requestId(), "a person cancelled it"));
        }
    }

    private void arrived(Input.Arrived a) {
        Optional<State.Seen> before = state.seen(a.requestId());
        if (before.isPresent()) {
            repeated(new Input.Repeated(a.requestId(), a.digest(), a.intake(), a.file()));
        } else {
            emit(new Event.RequestAccepted(
                    a.requestId(),
                    a.digest(),
                    a.intake(),
                    a.file(),
                    a.priority(),
                    a.userRequest(),
                    a.workspace(),
                    a.autonomy(),
                    a.limits()));
            Input.PlannedWork p = a.plan();
            emit(new Event.RequestPlanned(
                    a.requestId(), p.pattern(), p.reason(), p.strategy(), p.strategyReason(), p.tasks()));
            if (a.autonomy().filter(MANUAL::equals).isPresent()) {
                recommendOnly(a.requestId(), p);
            }
        }
    }

    private void repeated(Input.Repeated r) {
        Optional<State.Seen> before = state.seen(r.requestId());
        if (before.isPresent() && before.get().digest().equals(r.digest())) {
            emit(new Event.RequestRepeated(r.requestId(), r.intake(), r.file()));
            return;
        }
        Failure why = before.isPresent()
                ? new Failure(
                        "id_in_use",
                        "request_id '" + r.requestId() + "' was used before for a request with other content; "
                                + "give this one another request_id, or none",
                        false)
                : new Failure(
                        "forgotten",
                        "request_id '" + r.requestId() + "' was forgotten just while this repetition was taken in; "
                                + "to have it done again requeue it",
                        false);
        emit(new Event.RequestRefused(r.intake(), r.file(), why));
    }

    /** The plan is all that is wanted; a person who retries the request wants it done. */
    private void recommendOnly(String requestId, Input.PlannedWork plan) {
        for (TaskSpec task : plan.tasks()) {
            emit(new Event.TaskEnded(
                    requestId,
                    task.taskId(),
                    TaskState.BLOCKED,
                    Optional.of(new Failure(
                            "autonomy_manual",
                            "the request's autonomy is manual, so it is planned and not done; to have it done run: drover "
                                    + "retry " + requestId,
                            false))));
        }
    }

    private void claimed(Input.Claimed c) {
        state.out(c.packetId(), c.attempt())
                .filter(out -> task(out).agentId().isEmpty())
                .ifPresent(out -> emit(new Event.PacketClaimed(
                        out.requestId(), out.taskId(), c.packetId(), c.attempt(), c.agentId())));
    }

    private void reported(Input.Reported r) {
        Optional<State.Out> out = state.out(r.packetId(), r.attempt());
        Optional<String> claimant = out.flatMap(o -> task(o).agentId());
        if (out.isEmpty()) {
            emit(new Event.ResultIgnored(
                    r.file(),
                    "late: attempt " + r.attempt() + " of packet " + r.packetId() + " is not the one awaited",
                    Optional.of(r.outcome().sha256())));
        } else if (claimant.filter(agent -> !agent.equals(r.agentId())).isPresent()) {
            emit(new Event.ResultIgnored(
                    r.file(),
                    "its sender " + r.agentId() + " is not the claimant " + claimant.get(),
                    Optional.of(r.outcome().sha256())));
        } else {
            State.Out o = out.get();
            emit(new Event.ResultReceived(
                    o.requestId(), o.taskId(), r.packetId(), r.attempt(), r.agentId(), r.outcome()));
            new Verdict(state, now, this::emit).on(r, o);
        }
    }

    private void takenBack(Input.TakenBack b) {
        state.out(b.packetId(), b.attempt()).ifPresent(out -> new Verdict(state, now, this::emit).on(b, out));
    }

    private void gone(Input.Gone g) {
        State.Ending left = state.ending().get(g.packetId());
        if (left != null && left.packet().attempt() == g.attempt()) {
            State.Out packet = left.packet();
            emit(new Event.PacketGone(packet.requestId(), packet.taskId(), g.packetId(), g.attempt(), g.how()));
        }
    }

    /** Only what is over and done with: it may have been taken up again since somebody looked. */
    private void forget(Input.Forget f) {
        f.whyById().forEach((id, why) -> {
            if (state.isClosed(id)) {
                emit(new Event.RequestForgotten(id, why));
            }
        });
    }

    private Task task(State.Out out) {
        return state.task(out.requestId(), out.taskId());
    }
}
