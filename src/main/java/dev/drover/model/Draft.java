package dev.drover.model;

import dev.drover.model.ModelException.Kind;
import java.time.Duration;
import java.util.Optional;

/** An answer while it comes. */
final class Draft {
    /** More than fits in the window of any local model. */
    private static final int MAX_CHARACTERS = 4 << 20;

    private final Exchange exchange;
    private final StringBuilder text = new StringBuilder();
    private Optional<Duration> firstWord = Optional.empty();

    Draft(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The server works: a word came, or a thought that is no part of the answer. */
    void lives() {
        if (firstWord.isEmpty()) {
            firstWord = Optional.of(exchange.elapsed());
            exchange.begin();
        }
    }

    void add(String piece) throws ModelException {
        if (piece.isEmpty()) {
            return;
        }
        lives();
        if (text.length() + piece.length() > MAX_CHARACTERS) {
            throw new ModelException(Kind.TOO_LARGE, "the answer is longer than " + MAX_CHARACTERS + " characters");
        }
        text.append(piece);
    }

    ChatAnswer end(boolean cutOff, long promptTokens, long answerTokens, Duration load) {
        Duration total = exchange.elapsed();
        return new ChatAnswer(
                text.toString(), cutOff, new Usage(promptTokens, answerTokens, load, firstWord.orElse(total), total));
    }
}
