package dev.drover.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.Home;
import dev.drover.message.Failure;
import dev.drover.message.Priority;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents and daemons say about themselves, changed ten thousand times: it is understood, or it says nothing. */
class AgentFileFuzzTest {
    private static final int EACH = 10_000;
    private static final String AGENT = "testing-1";

    @TempDir
    private Path root = Path.of("");

    private Home home = new Home(Path.of("/"));

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(root);
        home.createFolders();
    }

    @Test
    void an_identity_is_that_of_its_folder_and_names_one_process() throws IOException {
        ProcessId self = ProcessId.self();
        new AgentIdentity(AGENT, "testing", self.pid(), self.start(), self.bootId(), "1", Instant.EPOCH).write(home);
        Path folder = home.claimed(AGENT);
        assertTrue(AgentIdentity.read(folder).isPresent());
        Mutants.of(folder.resolve("agent.json"), EACH, () -> {
            Optional<AgentIdentity> read = AgentIdentity.read(folder);
            assertTrue(read.map(a -> a.agentId().equals(AGENT) && a.pid() > 1).orElse(true));
            read.ifPresent(a -> assertTrue(a.process().isAlive() || !a.process().equals(self)));
        });
    }

    @Test
    void a_group_names_one_process_or_none() throws IOException {
        Path folder = Files.createDirectories(home.claimed(AGENT));
        Path claim = folder.resolve("t-0123456789abcdef.1.json");
        AttemptFile attempt = AttemptFile.of(claim).orElseThrow();
        AgentIdentity.writeGroup(claim, ProcessId.self());
        assertTrue(AgentIdentity.readGroup(folder, attempt).isPresent());
        Mutants.of(folder.resolve(attempt.groupFileName()), EACH, () -> {
            Optional<ProcessId> read = AgentIdentity.readGroup(folder, attempt);
            assertEquals(read.stream().toList(), AgentIdentity.groups(folder));
            assertTrue(read.map(p -> p.pid() > 1).orElse(true));
            read.ifPresent(p -> assertTrue(p.isAlive() || !p.equals(ProcessId.self())));
            AgentIdentity.disown(folder);
            assertTrue(AgentIdentity.groups(folder).stream().noneMatch(ProcessId::isAlive));
        });
    }

    @Test
    void a_reason_that_was_changed_is_one_or_none_and_the_dead_letter_is_put_back_within_the_inbox()
            throws IOException {
        var deadLetter = new DeadLetter(home);
        Path dropped = Files.writeString(home.inbox().resolve("a.json"), "{}");
        Path dead = deadLetter
                .put(
                        dropped,
                        Path.of("a.json"),
                        Optional.of(home.lane(Priority.HIGH)),
                        new Failure("invalid", "it is wrong", false),
                        Instant.EPOCH)
                .orElseThrow();
        Mutants.of(dead.resolveSibling("a.json.reason.json"), EACH, () -> {
            DeadLetter.Entry entry = deadLetter.list().getFirst();
            if (entry.reason().filter(r -> r.requeueTo().isEmpty()).isEmpty()) {
                Path back = deadLetter.requeue(entry);
                assertTrue(back.startsWith(home.inbox()) || back.startsWith(home.control()), back::toString);
                Files.move(back, dead);
            }
        });
    }
}
