package dev.drover.council;

import dev.drover.message.Ids;
import dev.drover.message.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One answer of a model, as a line of the ledger.
 *
 * @param taskId empty for a question of the planner
 * @param agentId empty for a question of the planner
 * @param promptTokens not negative, as all figures here
 */
public record SpendingEntry(
        Instant at,
        String requestId,
        String taskId,
        String agentId,
        String model,
        long promptTokens,
        long answerTokens,
        long microDollars) {
    private static final int LONGEST_NAME = 200;
    private static final List<String> TEXTS = List.of("at", "request_id", "task_id", "agent_id", "model");

    public SpendingEntry {
        requestId = Ids.printable(requestId, LONGEST_NAME);
        taskId = Ids.printable(taskId, LONGEST_NAME);
        agentId = Ids.printable(agentId, LONGEST_NAME);
        model = Ids.printable(model, LONGEST_NAME);
        promptTokens = Math.max(0, promptTokens);
        answerTokens = Math.max(0, answerTokens);
        microDollars = Math.max(0, microDollars);
    }

    Spent spent() {
        return new Spent(1, promptTokens, answerTokens, microDollars);
    }

    /** Empty for what is no line of the ledger. */
    static Optional<SpendingEntry> of(byte[] line) {
        try {
            JsonNode tree = Json.read(line, JsonNode.class);
            return TEXTS.stream().allMatch(name -> tree.path(name).isString())
                    ? Optional.of(Json.convert(tree, SpendingEntry.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
