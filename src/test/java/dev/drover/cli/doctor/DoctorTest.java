package dev.drover.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.Scripts;
import dev.drover.audit.Checkpoint;
import dev.drover.audit.Checkpoints;
import dev.drover.audit.Head;
import dev.drover.bus.Home;
import dev.drover.cli.doctor.Diagnosis.Level;
import dev.drover.cli.home.Seed;
import dev.drover.council.CouncilKey;
import dev.drover.message.DroverException;
import dev.drover.model.Endpoint.Protocol;
import dev.drover.model.FakeModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void finds_no_problem_in_a_new_home_and_advises_nothing_where_all_is_well() throws Exception {
        Home home = Seed.plant(folder);
        List<Diagnosis> found = examine(home, Map.of("LC_ALL", "C.UTF-8"));
        assertEquals(
                List.of(),
                found.stream().filter(d -> d.level() == Level.PROBLEM).toList());
        for (Diagnosis diagnosis : found) {
            assertEquals(diagnosis.level() == Level.OK, diagnosis.advice().isEmpty(), diagnosis::toString);
        }
        assertEquals("40 valid", of(found, "patterns").message());
        assertEquals("6 valid", of(found, "agent definitions").message());
    }

    @Test
    void says_whether_a_model_server_answers_and_what_it_has() throws Exception {
        Home home = Seed.plant(folder);
        Map<String, String> gone = new HashMap<>();
        try (var server = new FakeModelServer()) {
            gone.put("DROVER_MODEL_ENDPOINT", server.endpoint(Protocol.OLLAMA).toString());
            Map<String, String> on = new HashMap<>(gone);
            on.put("DROVER_MODEL_ENABLED", "true");
            String has = "{\"models\":[{\"name\":\"llama2:7b\"}]}";
            server.thenLines(has)
                    .thenLines(has)
                    .thenLines("{\"models\":[{\"name\":\"llama2:7b\"},{\"name\":\"codellama:7b\"}]}")
                    .thenStatus(401, "{\"error\":\"unauthorized\"}");
            Diagnosis off = of(examine(home, gone), "model server");
            assertEquals(Level.OK, off.level());
            assertTrue(
                    off.message()
                            .endsWith(
                                    "answers, has llama2:7b, does not have codellama:7b; it is not asked (model.enabled)"),
                    off::toString);
            Diagnosis lacking = of(examine(home, on), "model server");
            assertEquals(Level.WARNING, lacking.level());
            assertTrue(lacking.message().endsWith("has llama2:7b, does not have codellama:7b"), lacking::toString);
            Diagnosis complete = of(examine(home, on), "model server");
            assertEquals(Level.OK, complete.level());
            assertTrue(complete.message().endsWith("has codellama:7b, llama2:7b"), complete::toString);
            Diagnosis locked = of(examine(home, on), "model server");
            assertTrue(locked.message().contains("DROVER_MODEL_KEY"), locked::toString);
            assertFalse(locked.toString().contains("start it"), locked::toString);
        }
        assertEquals(Level.OK, of(examine(home, gone), "model server").level());
        gone.put("DROVER_MODEL_ENABLED", "true");
        Diagnosis missing = of(examine(home, gone), "model server");
        assertEquals(Level.WARNING, missing.level());
        assertTrue(missing.message().startsWith("no model server answers"), missing::toString);
    }

    @Test
    void names_every_broken_file_and_setting_with_its_place() throws Exception {
        Home home = Seed.plant(folder);
        Files.writeString(home.patterns().resolve("mine.yaml"), "name: mine\ntasks: 7\n");
        Files.writeString(home.agentDefinitions().resolve("mine.md"), "no front matter");
        Files.writeString(home.settings(), "agents:\n  max: many\n");
        List<Diagnosis> found = examine(home, Map.of());
        assertProblem(found, "patterns", "mine.yaml");
        assertProblem(found, "agent definitions", "mine.md");
        assertProblem(found, "settings", "agents.max");
    }

    @Test
    void tells_which_coding_clis_are_installed_in_which_version_and_who_uses_them() throws Exception {
        Home home = Seed.plant(folder.resolve("home"));
        Path programs = folder.resolve("bin");
        Scripts.write(programs.resolve("codex"), "#!/bin/sh\nprintf 'codex-cli 0.1\\033]0;x\\n'\n");
        Scripts.write(programs.resolve("qwen"), "#!/bin/sh\nsleep 60\n");
        Files.writeString(home.agentDefinitions().resolve("mine.md"), "---\nname: mine\nbackend: codex\n---\n");
        Files.writeString(home.agentDefinitions().resolve("other.md"), "---\nname: other\nbackend: claude\n---\n");
        Files.writeString(home.backends().resolve("bad.yaml"), "program: bad\ncolour: red\n");
        List<Diagnosis> found = examine(home, Map.of("PATH", programs.toString()));
        assertEquals(
                "codex-cli 0.1\\u001b]0;x; used by mine", of(found, "codex").message());
        assertEquals(Level.WARNING, of(found, "claude").level());
        assertEquals(
                Optional.of("npm install -g @anthropic-ai/claude-code"),
                of(found, "claude").advice());
        assertTrue(of(found, "qwen").message().contains("took longer than 5 s; no agent names it"));
        assertTrue(found.stream().noneMatch(d -> d.topic().equals("gemini")));
        assertProblem(found, "coding CLIs", "bad.yaml line 2: 'colour' is not a key here");
    }

    @Test
    void sees_what_was_left_behind_and_a_journal_that_was_changed() throws Exception {
        Home home = Seed.plant(folder);
        Files.writeString(home.deadLetter().resolve("bad.json"), "{");
        Path dead = Files.createDirectories(home.claimed("testing-gone"));
        Files.writeString(dead.resolve("packet-0123456789abcdef.1.json"), "{}");
        Files.writeString(home.keys().resolve("daemon.json"), "{}");
        Files.writeString(home.journal(), "{\"seq\":1,\"at\":\"2026-11-21T00:00:00Z\",\"event\":\"x\"}\n");
        List<Diagnosis> found = examine(home, Map.of());
        assertEquals(Level.WARNING, of(found, "dead letters").level());
        assertEquals(Level.WARNING, of(found, "claims").level());
        assertTrue(of(found, "daemon").message().contains("did not end as it should"));
        assertProblem(found, "journal", "line 1 does not verify");
    }

    @Test
    void sees_a_journal_that_does_not_hold_what_was_signed_as_a_start_does() throws Exception {
        Home home = Seed.plant(folder);
        CouncilKey.create(home.keys());
        CouncilKey key = CouncilKey.load(home.keys());
        Files.createDirectories(home.checkpoints("master").resolveSibling(""));
        var signed = new Checkpoint("drover-test/master", new Head(7, "ab".repeat(32)));
        Checkpoints.append(home.checkpoints("master"), signed.sign(key.name(), key.key()));
        assertProblem(examine(home, Map.of()), "journal", "line 7 was vouched for");
    }

    @Test
    void a_home_in_which_everybody_may_drop_commands_is_a_problem() throws Exception {
        Home home = Seed.plant(folder);
        Files.setPosixFilePermissions(home.inbox(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertProblem(examine(home, Map.of()), "permissions", "others may write there");
    }

    @Test
    void a_missing_home_is_a_problem_among_the_others() throws Exception {
        List<Diagnosis> found = Doctor.examine(
                () -> {
                    throw new DroverException("there is no home; drover init");
                },
                "1",
                Map.of(),
                CLOCK);
        assertProblem(found, "home", "drover init");
        assertEquals(Level.OK, of(found, "java").level());
    }

    private List<Diagnosis> examine(Home home, Map<String, String> environment) throws InterruptedException {
        return Doctor.examine(() -> home, "1", environment, CLOCK);
    }

    private static void assertProblem(List<Diagnosis> found, String topic, String part) {
        assertTrue(
                found.stream()
                        .anyMatch(d -> d.level() == Level.PROBLEM
                                && d.topic().equals(topic)
                                && d.message().contains(part)),
                () -> topic + " with " + part + " is not among " + found);
    }

    private static Diagnosis of(List<Diagnosis> found, String topic) {
        return found.stream().filter(d -> d.topic().equals(topic)).findFirst().orElseThrow();
    }
}
