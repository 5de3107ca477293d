package dev.drover.agent.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What to take out of a JSON object that looks so.
 *
 * @param when the texts that must stand at these places
 * @param message what it says last
 * @param append whether the message comes in pieces that belong together
 * @param errorIf the object reports an error where true stands there
 * @param error the error's text; without {@code errorIf} the object is one in any case
 * @param trouble what may explain a failure later
 * @param ends whether a run that is done prints such an object
 */
record Rule(
        Map<JsonPointer, String> when,
        Optional<JsonPointer> message,
        boolean append,
        Optional<JsonPointer> errorIf,
        Optional<JsonPointer> error,
        Optional<JsonPointer> trouble,
        List<JsonPointer> inputTokens,
        List<JsonPointer> outputTokens,
        Optional<JsonPointer> costUsd,
        boolean ends) {
    Rule {
        when = Map.copyOf(when);
        inputTokens = List.copyOf(inputTokens);
        outputTokens = List.copyOf(outputTokens);
    }

    boolean matches(JsonNode object) {
        return when.entrySet().stream().allMatch(place -> isText(object.at(place.getKey()), place.getValue()));
    }

    /** Whether an object that matches reports an error. */
    boolean isError(JsonNode object) {
        return errorIf.map(place ->
                        object.at(place).isBoolean() && object.at(place).booleanValue())
                .orElse(error.isPresent());
    }

    private static boolean isText(JsonNode node, String wanted) {
        return node.isValueNode() && !node.isNull() && node.asString("").equals(wanted);
    }
}
