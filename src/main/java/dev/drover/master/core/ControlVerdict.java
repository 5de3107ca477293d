package dev.drover.master.core;

import dev.drover.message.Control;
import dev.drover.message.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a control message of a person leads to: it is applied, or refused with the reason. */
final class ControlVerdict {
    private final State state;
    private final Consumer<Event> emit;

    ControlVerdict(State state, Consumer<Event> emit) {
        this.state = state;
        this.emit = emit;
    }

    void on(Input.Controlled c) {
        Control control = c.control();
        switch (control.verb()) {
            case PAUSE -> apply(c, "no packet is issued and no request opened until resume");
            case RESUME -> apply(c, "work goes on");
            case DRAIN -> apply(c, "what is open is finished, nothing new is opened");
            case GC -> apply(c, "what is past its retention is removed; the journal tells of each request");
            case CANCEL -> {
                Optional<Run> run = control.target().flatMap(state::run).filter(r -> r.finish()
                        .isEmpty());
                if (run.filter(r -> r.cancelReason().isPresent()).isPresent()) {
                    apply(c, "the request is ending already");
                } else if (run.isPresent()) {
                    apply(c, "the request ends as cancelled");
                    emit.accept(new Event.RequestCancelled(run.get().id(), "a person cancelled it"));
                } else {
                    refuse(
                            c,
                            "not_open",
                            "there is no open request '" + control.target().orElse("") + "' to cancel");
                }
            }
            case CODEWORD -> codeword(c);
            case RETRY ->
                refuse(
                        c,
                        "not_ended",
                        "request '" + control.target().orElse("")
                                + "' has not ended, or is not known; only what has ended can be retried");
        }
    }

    /** Given while the request is under way; to one that has ended it is given by reopening it. */
    private void codeword(Input.Controlled c) {
        String id = c.control().target().orElse("");
        Optional<Run> run = state.run(id).filter(r -> r.finish().isEmpty()).filter(r -> r.cancelReason()
                .isEmpty());
        if (run.isEmpty()) {
            refuse(c, "not_needed", "no task of request '" + id + "' waits for a codeword");
        } else {
            List<Task> waiting = TakingUp.of(run.get());
            apply(
                    c,
                    waiting.isEmpty()
                            ? "a codeword is given; the next task of the request that asks for one reads it"
                            : "a codeword is given; the task that waits for it is done again");
            waiting.forEach(task -> emit.accept(new Event.TaskTakenUp(id, task.id(), "a codeword is given")));
        }
    }

    void on(Input.Reopen r) {
        String id = r.accepted().requestId();
        Input.Controlled control = new Input.Controlled(r.file(), new Control(r.verb(), Optional.of(id)));
        if (state.run(id).isPresent()) {
            refuse(control, "not_ended", "request '" + id + "' has not ended yet");
        } else if (state.seen(id).isEmpty()) {
            refuse(control, "unknown", "request '" + id + "' is not known to this home");
        } else if (Reopening.flaw(r, state.seen(id).get()).isPresent()) {
            refuse(
                    control,
                    "damaged",
                    "what is kept of request '" + id + "' does not fit together: "
                            + Reopening.flaw(r, state.seen(id).get()).get() + "; send the request again instead");
        } else {
            String given = r.verb() == Control.Verb.CODEWORD ? "a codeword is given; " : "";
            apply(control, given + "the unfinished tasks of the request are done again");
            emit.accept(new Event.RequestReopened(id, r.round(), r.accepted(), r.planned(), r.tasks()));
        }
    }

    private void apply(Input.Controlled c, String effect) {
        emit.accept(new Event.ControlApplied(c.file(), c.control().wire(), effect));
    }

    private void refuse(Input.Controlled c, String code, String message) {
        emit.accept(new Event.ControlRefused(c.file(), new Failure(code, message, false)));
    }
}
