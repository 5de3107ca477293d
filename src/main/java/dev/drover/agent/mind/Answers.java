package dev.drover.agent.mind;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Failure;
import dev.drover.message.ResultStatus;
import dev.drover.model.ModelException;
import java.util.Optional;

/** Outcomes of questions that were not answered. */
final class Answers {
    private Answers() {}

    /** @param why as a part of a sentence */
    static Outcome late(String why) {
        String message = "Not done: " + why + Outcome.MORE_TIME + ".";
        return Outcome.of(ResultStatus.TIMEOUT, message, Optional.of(new Failure("timeout", message, false)));
    }

    /** There was no answer. What may be different in a while is tried again by the daemon; the rest needs a person. */
    static Outcome none(ModelException why) {
        String message = "The model gave no answer: " + why.getMessage() + ".";
        return switch (why.kind()) {
            case OVER_LIMIT -> Outcome.failed("budget", "Not done: " + why.getMessage() + ".", false);
            case UNREACHABLE, NO_MODEL, REFUSED -> Outcome.blocked("no_model", message);
            case BUSY, SERVER_FAILED, BROKEN_OFF -> Outcome.failed("model_failed", message, true);
            case TOO_SLOW, TOO_LARGE, NOT_UNDERSTOOD -> Outcome.failed("model_failed", message, false);
        };
    }
}
