package dev.drover.model;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One question to a model.
 *
 * @param schema of the answer, as JSON Schema in the simple subset that servers know: object, array, string, number,
 *     enum, required
 */
public record Chat(String model, List<Turn> turns, Optional<JsonNode> schema, Sampling sampling) {
    public Chat {
        turns = List.copyOf(turns);
    }

    /** How many tokens the question has at most, as far as that can be said without the dictionary of the model. */
    public int estimatedTokens() {
        return turns.stream().mapToInt(turn -> Tokens.of(turn.text())).sum();
    }

    /** The same of a text that something else than a client of this package has a model read or write. */
    public static int estimatedTokens(String text) {
        return Tokens.of(text);
    }
}
