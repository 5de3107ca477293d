package dev.drover.agent.mind;

import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Fitted;
import dev.drover.model.ModelException;
import dev.drover.model.NoObject;
import dev.drover.model.Part;
import dev.drover.model.Prompt;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Asks about work that is done without the answer, and once more when that is not in the form that was asked for.
 * Confined to one thread.
 */
final class Asking {
    private static final int MOST_QUESTIONS = 2;
    private static final int FEEDBACK = 100;

    private final Mind mind;
    private final Conversation conversation;

    Asking(Mind mind, Conversation conversation) {
        this.mind = mind;
        this.conversation = conversation;
    }

    /**
     * What came of it.
     *
     * @param answer the object that was asked for
     * @param why there is none, as a part of a sentence; empty when there is one
     */
    record Reply(JsonNode answer, Optional<String> why) {
        static Reply none(String why) {
            return new Reply(MissingNode.getInstance(), Optional.of(why));
        }

        /** The objects and whatever else stands in a list of it. */
        List<JsonNode> list(String member) {
            return answer.path(member).valueStream().toList();
        }
    }

    /**
     * Asks for an object with a list.
     *
     * @param rules what the answer is to be
     * @param member name of the list
     */
    Reply ask(String rules, String task, List<Part> parts, JsonNode schema, String member)
            throws IOException, InterruptedException {
        return ask(
                rules,
                task,
                parts,
                schema,
                answer -> answer.path(member).isArray()
                        ? Optional.empty()
                        : Optional.of("Your answer has no list \"" + member + "\"."));
    }

    /**
     * Asks for an object.
     *
     * @param rules what the answer is to be
     * @param fault what is wrong with an answer that cannot be used, in a sentence for the model
     */
    Reply ask(String rules, String task, List<Part> parts, JsonNode schema, Function<JsonNode, Optional<String>> fault)
            throws IOException, InterruptedException {
        Optional<String> wrong = Optional.empty();
        Optional<ChatAnswer> last = Optional.empty();
        while (conversation.questions() < Math.min(MOST_QUESTIONS, mind.rounds())) {
            Optional<String> limit = conversation.limit();
            if (limit.isPresent()) {
                return Reply.none(limit.get());
            }
            Prompt prompt = Prompt.of((mind.prompt() + "\n\n" + rules).strip(), task);
            last.map(ChatAnswer::part).ifPresent(prompt::add);
            wrong.ifPresent(text -> prompt.add(new Part("What was wrong with your last answer", text, FEEDBACK)));
            parts.forEach(prompt::add);
            mind.knowledge().forEach(prompt::add);
            Fitted fitted = prompt.fit(mind.sampling());
            try {
                ChatAnswer answer = conversation.ask(
                        new Chat(mind.model(), fitted.turns(), Optional.of(schema), mind.sampling()), fitted);
                last = Optional.of(answer);
                JsonNode object = answer.object();
                wrong = fault.apply(object);
                if (wrong.isEmpty()) {
                    return new Reply(object, Optional.empty());
                }
            } catch (NoObject e) {
                wrong = Optional.of(e.getMessage());
            } catch (ModelException e) {
                return Reply.none(e.getMessage());
            } catch (Conversation.OutOfTime e) {
                return Reply.none(e.getMessage());
            }
        }
        return Reply.none("its answer was not in the form that was asked for");
    }
}
