package dev.drover.message;

import java.util.Locale;
import java.util.Optional;

/**
 * A control message, on the wire {@code *pause} or {@code *cancel:<request_id>}.
 *
 * @param target id of the request that the verb is about; present exactly when the verb takes one
 */
public record Control(Verb verb, Optional<String> target) {
    /** All that can be asked for, for refusals and help. */
    public static final String KNOWN =
            "*pause, *resume, *drain, *gc, *cancel:<request_id>, *retry:<request_id>, " + "*codeword:<request_id>";

    /** What is asked for. */
    public enum Verb {
        /** No further request is opened and no packet issued. */
        PAUSE(false),
        RESUME(false),
        /** What is open is finished, nothing further is opened. */
        DRAIN(false),
        /** What is past its retention is removed. */
        GC(false),
        CANCEL(true),
        /** What did not complete is run again. */
        RETRY(true),
        /** A task of the request that asks for a codeword may go on: the member {@code codeword} holds it. */
        CODEWORD(true);

        private final boolean takesTarget;

        Verb(boolean takesTarget) {
            this.takesTarget = takesTarget;
        }

        /** Whether it is about one request. */
        public boolean takesTarget() {
            return takesTarget;
        }

        String wire() {
            return "*" + name().toLowerCase(Locale.ROOT);
        }
    }

    public Control {
        if (verb.takesTarget() != target.isPresent()) {
            throw new DroverException(verb.wire() + (verb.takesTarget() ? " needs" : " takes no") + " request id");
        }
        target.ifPresent(id -> Ids.require("the request id of " + verb.wire(), id));
    }

    /**
     * Reads the text of the member {@code control}. What follows the colon of an unknown verb is not repeated, since
     * it may be a secret.
     *
     * @throws DroverException when it is not one of those that are known
     */
    public static Control parse(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        for (Verb verb : Verb.values()) {
            if (verb.wire().equals(word)) {
                return new Control(verb, colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1)));
            }
        }
        throw new DroverException("'" + Ids.printable(word, 40) + "' is not a control message; use one of " + KNOWN);
    }

    /** The text that {@link #parse} reads. */
    public String wire() {
        return verb.wire() + target.map(id -> ":" + id).orElse("");
    }
}
