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
}
