package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Limits;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelException;
import dev.drover.model.ModelSettings;
import dev.drover.model.Sampling;
import dev.drover.model.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelAccessTest {
    private static final Chat CHAT = new Chat(
            "coder",
            List.of(Turn.user("Say hello to everybody.")),
            Optional.empty(),
            new Sampling(1000, 100, 0, Optional.empty()));
    private static final String ANSWER = """
            {"message":{"content":"Hello, all of you."},"done":true,"done_reason":"stop"}""";

    @TempDir
    private Path home;

    private FakeModelServer server;

    @BeforeEach
    void open() throws IOException {
        server = new FakeModelServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private ModelAccess access() {
        return ModelSettings.of(server).access(home);
    }

    private static Asker asker(String task) {
        return new Asker("r", task, "", Limits.NONE);
    }

    @Test
    void what_the_server_does_not_tell_is_booked_as_estimated() throws Exception {
        server.thenLines(ANSWER)
                .thenLines(ANSWER.replace("\"done\":true", "\"done\":true,\"prompt_eval_count\":7"))
                .thenLines(ANSWER.replace("\"done\":true", "\"done\":true,\"eval_count\":3"));
        access().ask(asker("nothing"), CHAT);
        access().ask(asker("read"), CHAT);
        access().ask(asker("written"), CHAT);
        Spending spending = access().spending();
        Spent estimated = spending.ofTask("r", "nothing");
        assertEquals(CHAT.estimatedTokens(), estimated.promptTokens());
        assertTrue(estimated.answerTokens() > 0, estimated::toString);
        assertEquals(new Spent(1, 7, estimated.answerTokens(), 0), spending.ofTask("r", "read"));
        assertEquals(new Spent(1, estimated.promptTokens(), 3, 0), spending.ofTask("r", "written"));
    }

    @Test
    void who_gets_a_slot_when_the_limit_is_reached_meanwhile_asks_nothing() throws Exception {
        var free = new CountDownLatch(1);
        server.then(to -> {
            free.await();
            to.head(200);
            to.send(ANSWER + "\n");
            to.end();
        });
        var limited = new Asker(
                "r", "", "", new Limits(Optional.empty(), Optional.empty(), Optional.of(1L), Optional.empty()));
        ModelAccess access = access();
        var first = new FutureTask<ChatAnswer>(() -> access.ask(limited, CHAT));
        Thread.ofVirtual().start(first);
        server.request();
        assertEquals(Optional.empty(), access.exceeded(limited.limits(), "r", ""));
        var second = new FutureTask<>(() -> assertThrows(ModelException.class, () -> access.ask(limited, CHAT)));
        Thread.ofVirtual().start(second);
        free.countDown();
        first.get();
        ModelException refused = second.get();
        assertTrue(refused.getMessage().contains("limits.max_tokens"), refused::getMessage);
        assertFalse(refused.isPassing());
        assertEquals(1, access.spending().ofRequest("r").questions());
    }
}
