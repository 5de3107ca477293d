package dev.drover.council;

import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.ModelClient;
import dev.drover.model.ModelException;
import dev.drover.model.ModelInfo;
import dev.drover.model.Usage;
import java.util.List;
import java.util.Optional;

/**
 * Asks within the limits, and writes down what each question took before it returns, also one that a model may have read
 * and of which no answer counts. It belongs within a slot, so that whoever gets the slot next finds the line.
 */
final class BookedClient implements ModelClient {
    private final ModelAccess access;
    private final Asker asker;

    BookedClient(ModelAccess access, Asker asker) {
        this.access = access;
        this.asker = asker;
    }

    @Override
    public ChatAnswer chat(Chat chat) throws ModelException, InterruptedException {
        // Others may have used up what was left while this one waited in line.
        Optional<String> limit = access.exceeded(asker.limits(), asker.requestId(), asker.taskId());
        if (limit.isPresent()) {
            throw ModelException.overLimit(limit.get());
        }
        boolean owed = true;
        try {
            ChatAnswer answer = access.server().chat(chat);
            owed = false;
            Usage usage = answer.counted(chat);
            book(chat, usage.promptTokens(), usage.answerTokens());
            return answer;
        } catch (ModelException e) {
            owed = e.kind().mayHaveCost();
            throw e;
        } finally {
            if (owed) {
                book(chat, chat.estimatedTokens(), 0);
            }
        }
    }

    private void book(Chat chat, long promptTokens, long answerTokens) {
        access.spending()
                .add(new SpendingEntry(
                        access.clock().instant(),
                        asker.requestId(),
                        asker.taskId(),
                        asker.agentId(),
                        chat.model(),
                        promptTokens,
                        answerTokens,
                        0));
    }

    @Override
    public List<ModelInfo> models() throws ModelException, InterruptedException {
        return access.server().models();
    }
}
