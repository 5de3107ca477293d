package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainedLog;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import dev.drover.master.core.Event;
import dev.drover.message.Control;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of a control message, by a daemon that takes each of its steps when the test says so. */
class ControlMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");

    @TempDir
    Path root;

    private Home home = new Home(Path.of(""));

    @BeforeEach
    void a_home_whose_daemon_is_this_process() throws IOException {
        home = new Home(root);
        home.createFolders();
        ProcessId self = ProcessId.self();
        var daemon = new DaemonFile(
                self.pid(), self.start(), self.bootId(), "test", "app", Optional.of(root.toString()), NOW, NOW);
        Files.write(home.keys().resolve("daemon.json"), Json.prettyBytes(daemon));
        journal(new Event.DaemonStarted("test", self.pid(), self.bootId()));
    }

    private void journal(Event event) throws IOException {
        try (ChainedLog log = ChainedLog.open(home.journal(), line -> {})) {
            log.add(NOW, Json.mapper().writerFor(Event.class).writeValueAsString(event));
            log.write(NOW);
        }
    }

    /** Takes the one message that is there, and returns what the journal calls it. */
    private String take() throws IOException {
        Awaitility.await().until(() -> !Folders.list(home.control()).isEmpty());
        Path dropped = Folders.list(home.control()).getFirst();
        Path folder = Files.createDirectory(home.takenControls().resolve("01x"));
        Files.move(dropped, folder.resolve(dropped.getFileName()));
        return "01x/" + dropped.getFileName();
    }

    private CompletableFuture<ControlMessage.Answer> sent() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ControlMessage.send(home, new Control(Control.Verb.PAUSE, Optional.empty()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void an_answer_counts_once_the_message_is_cleared_and_not_when_its_line_can_be_read() throws Exception {
        CompletableFuture<ControlMessage.Answer> answer = sent();
        String name = take();
        journal(new Event.ControlApplied(name, "*pause", "held"));
        assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));
        Files.delete(home.takenControls().resolve(name));
        assertTrue(answer.get(10, TimeUnit.SECONDS).applied());
        assertEquals("held", answer.get().text());
    }
}
