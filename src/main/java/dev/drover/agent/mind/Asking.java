package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Fitted;
import dev.drover.model.ModelException;
import dev.drover.model.Part;
import dev.drover.model.Prompt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Asks about work that is done already: within the time that the task has left, and once more when the answer is not in
 * the form that was asked for. Confined to one thread.
 */
final class Asking {
    private static final int MOST_QUESTIONS = 2;
    private static final int FEEDBACK = 100;

    /** What is left to publish the result, which is there without the answer. */
    private static final Duration FOR_THE_RESULT = Duration.ofSeconds(5);

    private final Assignment assignment;
    private final Mind mind;
    private final Conversation conversation;

    Asking(Assignment assignment, Mind mind, Conversation conversation) {
        this.assignment = assignment;
        this.mind = mind;
        this.conversation = conversation;
    }

    /**
     * What came of it.
     *
     * @param list the objects and whatever else stands in the list that was asked for
     * @param why there is none, as a part of a sentence; empty when there is one
     */
    record Reply(List<JsonNode> list, Optional<String> why) {
        Reply {
            list = List.copyOf(list);
        }

        static Reply none(String why) {
            return new Reply(List.of(), Optional.of(why));
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
        Optional<String> wrong = Optional.empty();
        while (conversation.questions() < Math.min(MOST_QUESTIONS, mind.rounds())) {
            Optional<String> limit = conversation.limit();
            if (limit.isPresent()) {
                return Reply.none(limit.get());
            }
            Prompt prompt = Prompt.of((mind.prompt() + "\n\n" + rules).strip(), task);
            wrong.ifPresent(text -> prompt.add(new Part("What was wrong with your last answer", text, FEEDBACK)));
            parts.forEach(prompt::add);
            mind.knowledge().forEach(prompt::add);
            Fitted fitted = prompt.fit(mind.sampling());
            try {
                ChatAnswer answer = inTime(
                        new Chat(mind.model(), fitted.turns(), Optional.of(schema), mind.sampling()), fitted.cut());
                JsonNode list = EditAnswer.object(answer.text()).path(member);
                if (list.isArray()) {
                    return new Reply(list.valueStream().toList(), Optional.empty());
                }
                wrong = Optional.of("Your answer has no list \"" + member + "\".");
            } catch (EditAnswer.NotUsable e) {
                wrong = Optional.of(e.getMessage());
            } catch (ModelException e) {
                return Reply.none(e.getMessage());
            } catch (TimeoutException e) {
                return Reply.none("the time of the task was over");
            }
        }
        return Reply.none("its answer was not in the form that was asked for");
    }

    /** The thread that asks has ended when this returns, so the conversation is not written any more. */
    private ChatAnswer inTime(Chat chat, List<String> cut)
            throws ModelException, IOException, InterruptedException, TimeoutException {
        Duration limit = assignment.shell().timeLeft().minus(FOR_THE_RESULT);
        if (!limit.isPositive()) {
            throw new TimeoutException();
        }
        var question = new FutureTask<>(() -> conversation.ask(chat, cut));
        Thread thread = Thread.ofVirtual().name("question to a model").start(question);
        try {
            return question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ModelException no) {
                throw no;
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof InterruptedException stop) {
                throw stop;
            }
            throw new IllegalStateException("a question to a model failed", e);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }
}
