package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentIdentityTest {
    @TempDir
    Path root;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void a_home() throws IOException {
        home = PacketFiles.home(root);
    }

    private static AgentIdentity self(String id) {
        ProcessId self = ProcessId.self();
        return new AgentIdentity(id, "coding", self.pid(), self.start(), self.bootId(), "1", PacketFiles.NOW);
    }

    @Nested
    class Rule_11_identity {
        @Test
        void an_identity_is_read_as_it_was_written_and_tells_whether_its_process_lives() throws IOException {
            self("a1").write(home);
            AgentIdentity read = AgentIdentity.read(home.claimed("a1")).orElseThrow();
            assertEquals(self("a1"), read);
            assertTrue(read.process().isAlive());
        }

        @Test
        void a_group_says_which_process_it_is_and_not_how_it_fared_when_it_was_written() throws IOException {
            Path claim = Files.createDirectories(home.claimed("a1")).resolve("p.1.json");
            ProcessId self = ProcessId.self();
            AgentIdentity.writeGroup(claim, self);
            assertEquals(
                    Map.of("pid", (int) self.pid(), "start", (int) self.start(), "boot_id", self.bootId()),
                    Json.read(Files.readAllBytes(claim.resolveSibling("p.1.group")), Map.class));
        }

        @Test
        void an_identity_in_anothers_folder_counts_for_nothing() throws IOException {
            self("a1").write(home);
            Files.createDirectories(home.claimed("a2"));
            Files.copy(
                    home.claimed("a1").resolve("agent.json"), home.claimed("a2").resolve("agent.json"));
            assertEquals(Optional.empty(), AgentIdentity.read(home.claimed("a2")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "null",
                    "[]",
                    "{\"agent_id\":\"a1\"}",
                    "{\"agent_id\":\"a1\",\"agent_type\":\"coding\",\"pid\":5,\"start\":1}",
                    "{\"agent_id\":\"a1\",\"agent_type\":\"coding\",\"pid\":1,\"start\":1,\"boot_id\":\"b\","
                            + "\"version\":\"1\",\"started_at\":\"2026-11-01T10:00:00Z\"}",
                    "{\"agent_id\":\"a1\",\"agent_type\":\"coding\",\"pid\":-7,\"start\":1,\"boot_id\":\"b\","
                            + "\"version\":\"1\",\"started_at\":\"2026-11-01T10:00:00Z\"}",
                    "{\"agent_id\":null,\"pid\":\"x\"}"
                })
        void an_identity_that_is_not_whole_counts_for_nothing(String content) throws IOException {
            Path folder = Files.createDirectories(home.claimed("a1"));
            Files.writeString(folder.resolve("agent.json"), content);
            assertEquals(Optional.empty(), AgentIdentity.read(folder));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "null", "{\"pid\":1,\"start\":0,\"boot_id\":\"b\"}", "{\"pid\":77}"})
        void a_group_that_is_not_whole_counts_for_nothing(String content) throws IOException {
            Path folder = Files.createDirectories(home.claimed("a1"));
            var attempt = new AttemptFile("p", 1);
            Files.writeString(folder.resolve(attempt.groupFileName()), content);
            assertEquals(Optional.empty(), AgentIdentity.readGroup(folder, attempt));
        }

        @Test
        void a_folder_that_still_holds_a_claim_is_not_removed() throws IOException {
            self("a1").write(home);
            Path claim = Files.writeString(home.claimed("a1").resolve("p.1.json"), "{}");
            assertFalse(AgentIdentity.remove(home.claimed("a1")));
            Files.delete(claim);
            assertTrue(AgentIdentity.remove(home.claimed("a1")));
            assertFalse(Files.exists(home.claimed("a1")));
        }

        /** Whoever ends in the middle of it leaves a folder that the next one knows for that of an ended agent. */
        @Test
        void the_identity_is_the_last_that_is_removed() throws IOException {
            for (int i = 0; i < 20; i++) {
                String id = "a" + i;
                self(id).write(home);
                Files.createFile(
                        Files.createDirectory(home.claimed(id).resolve("x" + i)).resolve("in the way"));
                assertThrows(IOException.class, () -> AgentIdentity.remove(home.claimed(id)));
                assertTrue(AgentIdentity.read(home.claimed(id)).isPresent());
            }
        }

        @Test
        void showing_life_does_not_make_a_folder_that_someone_removed() {
            assertThrows(IOException.class, () -> AgentIdentity.touch(home, "a1", PacketFiles.NOW));
            assertFalse(Files.exists(home.claimed("a1")));
        }
    }
}
