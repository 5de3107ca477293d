package dev.drover.cli.model;

import dev.drover.cli.view.Text;
import dev.drover.council.Asker;
import dev.drover.council.ModelAccess;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.Limits;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.ModelException;
import dev.drover.model.NoObject;
import dev.drover.model.Sampling;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One small question to a model. What is asked of models is asked under a schema, so a model that answers and does not
 * keep to it is of no use.
 *
 * @param usable whether it kept to the schema
 * @param told how it went, for people
 */
public record Trial(String model, boolean usable, String told) {
    private static final String SPENT_FOR = "model-test";
    private static final String WORD = "ready";
    private static final JsonNode SCHEMA = Json.tree("""
            {"type":"object","properties":{"word":{"type":"string","enum":["ready"]}},"required":["word"]}""");

    /** Asks like anybody else of the home, in its turn and within the limits, and looks at the answer. */
    public static Trial of(ModelAccess access, String model) throws ModelException, InterruptedException {
        // As agents ask: a model that thinks before it answers takes more than the answer.
        Sampling sampling = Sampling.of(access.settings().contextTokens());
        List<Turn> turns = List.of(
                Turn.user("Answer with the JSON object {\"word\": \"ready\"} and nothing else. Its schema: " + SCHEMA));
        var asker = new Asker(SPENT_FOR, Long.toString(access.clock().millis()), "", Limits.NONE);
        ChatAnswer answer = access.ask(asker, new Chat(model, turns, Optional.of(SCHEMA), sampling));
        return keepsToIt(answer)
                ? new Trial(model, true, "answered in " + figures(answer.usage()))
                : new Trial(
                        model,
                        false,
                        (answer.cutOff() ? "did not come to an end" : "answered")
                                + ", and did not keep to the schema: '" + Ids.printable(answer.text())
                                + "'; take another model");
    }

    private static boolean keepsToIt(ChatAnswer answer) {
        try {
            return answer.object().path("word").asString("").equals(WORD);
        } catch (NoObject e) {
            return false;
        }
    }

    private static String figures(Usage usage) {
        double writing = usage.total().minus(usage.firstWord()).toNanos() / 1e9;
        String rate = usage.answerTokens() > 1 && writing > 0
                ? String.format(Locale.ROOT, ", %.0f tokens/s", (usage.answerTokens() - 1) / writing)
                : "";
        String loading = usage.load().isZero() ? "" : ", loaded in " + Text.duration(usage.load());
        return Text.duration(usage.total()) + loading + ", first word after " + Text.duration(usage.firstWord()) + rate;
    }
}
