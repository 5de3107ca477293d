package dev.drover.model;

import dev.drover.message.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a model answered.
 *
 * @param cutOff whether the answer ended because it had as many tokens as it may have, and not by itself
 */
public record ChatAnswer(String text, boolean cutOff, Usage usage) {
    /** What it took, with an estimate of the tokens where the server does not tell. */
    public Usage counted(Chat chat) {
        return new Usage(
                usage.promptTokens() > 0 ? usage.promptTokens() : chat.estimatedTokens(),
                usage.answerTokens() > 0 ? usage.answerTokens() : Tokens.of(text),
                usage.load(),
                usage.firstWord(),
                usage.total());
    }

    /**
     * The JSON object in it; some servers put a fence or a sentence around that.
     *
     * @throws NoObject when there is none
     */
    public JsonNode object() throws NoObject {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        try {
            JsonNode tree = Json.tree(from < 0 || to < from ? text : text.substring(from, to + 1));
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new NoObject("The answer is no JSON object: " + e.getOriginalMessage() + ".");
        }
        throw new NoObject("The answer is no JSON object.");
    }
}
