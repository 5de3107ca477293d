package dev.drover.model;

import dev.drover.message.MessageReader;
import dev.drover.message.Reading;
import dev.drover.message.Shortened;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * What a model answered.
 *
 * @param cutOff whether the answer ended because it had as many tokens as it may have, and not by itself
 */
public record ChatAnswer(String text, boolean cutOff, Usage usage) {
    private static final int LONGEST_SHOWN = 4000;

    /** Goes after what a model cannot do without, and before what is only good to know. */
    private static final int RELEVANCE = 75;

    /** Itself, shortened, for a next question that says what is wrong with it. */
    public Part part() {
        return new Part("Your last answer", Shortened.of(text, LONGEST_SHOWN), RELEVANCE);
    }

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
        String object = from < 0 || to < from ? text : text.substring(from, to + 1);
        return switch (MessageReader.read(object.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Complete complete -> complete.tree();
            case Reading.Incomplete incomplete ->
                throw new NoObject("The answer is no JSON object: " + incomplete.reason() + ".");
        };
    }
}
