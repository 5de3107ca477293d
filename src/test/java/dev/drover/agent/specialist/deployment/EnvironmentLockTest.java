package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentLockTest {
    @TempDir
    Path temp;

    private Process deploying() throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DeployRun.class.getName(),
                temp.toString(),
                "deploy",
                "other");
        builder.redirectErrorStream(true).redirectOutput(new File(temp.toFile(), "run.log"));
        return builder.start();
    }

    /** A smoke test that waits until the file go is there, and says that it runs by the file runs. */
    private Yard waiting() throws Exception {
        return new Yard(temp).file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test: {commands: 'echo > $ROOT/runs; until test -e $ROOT/go; do sleep 0.05; done'}
                """);
    }

    @Test
    void a_second_deployment_is_told_who_holds_the_first_and_may_be_repeated() throws Exception {
        Yard yard = waiting();
        Process first = deploying();
        while (!Files.exists(yard.folder("runs"))) {
            assertTrue(first.isAlive(), "it ended before its smoke test");
            Thread.onSpinWait();
        }
        var outcome = yard.page("two").does("deploy");
        String summary = failed(outcome, "deployment_locked");
        assertTrue(outcome.error().orElseThrow().retryable());
        assertTrue(summary.contains("agent-7 (process " + first.pid() + ", since 2026-"), summary);
        Files.writeString(yard.folder("go"), "");
        assertEquals(0, first.waitFor());
        assertEquals(Optional.of("one"), yard.seen("staging"));
        completed(yard.does("deploy"));
    }

    @Test
    void the_lock_of_a_holder_that_was_killed_is_nobodys() throws Exception {
        Yard yard = waiting();
        Process first = deploying();
        while (!Files.exists(yard.folder("runs"))) {
            assertTrue(first.isAlive(), "it ended before its smoke test");
            Thread.onSpinWait();
        }
        List<ProcessHandle> left = first.descendants().toList();
        first.destroyForcibly().waitFor();
        left.forEach(ProcessHandle::destroyForcibly);
        Files.writeString(yard.folder("go"), "");
        completed(yard.page("two").does("deploy"));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    @Test
    void a_holder_that_lives_is_believed_where_the_systems_own_lock_does_not_hold() throws Exception {
        Yard yard = new Yard(temp).staging();
        completed(yard.does("deploy"));
        Process sleeper = new ProcessBuilder("sleep", "1000").start();
        try {
            var holder = new EnvironmentLock.Holder(
                    ProcessId.of(sleeper.pid()).orElseThrow(), "agent-9", "other", "p", Instant.EPOCH);
            Path lock = yard.folder("staging").resolve(".drover.lock");
            Files.write(lock, Json.bytes(holder));
            assertTrue(failed(yard.does("deploy"), "deployment_locked").contains("agent-9"));
            Files.write(
                    lock,
                    Json.bytes(new EnvironmentLock.Holder(
                            new ProcessId(sleeper.pid(), 1, ProcessId.currentBootId()),
                            "agent-9",
                            "other",
                            "p",
                            Instant.EPOCH)));
            completed(yard.does("deploy"));
        } finally {
            sleeper.destroyForcibly().waitFor();
        }
    }

    @Test
    void whoever_is_told_to_stop_gives_it_back() throws Exception {
        Yard yard = new Yard(temp).staging();
        completed(yard.does("deploy"));
        Path workspace = yard.bench().workspace();
        DeployFile file = DeployFileReader.read(workspace);
        Site site = Site.opened(file.environment("staging").orElseThrow(), workspace);
        var assignment = yard.assignment("deploy", Map.of(), List.of(), "p", Optional.empty());
        EnvironmentLock.holding(site, assignment, () -> {
            assertTrue(Files.size(site.lockFile()) > 0);
            Thread.currentThread().interrupt();
            return Outcome.completed("stopped");
        });
        assertTrue(Thread.interrupted(), "whoever called it is to know");
        assertEquals(0, Files.size(site.lockFile()), "nobody is said to hold it");
    }

    @Test
    void a_lock_file_that_is_a_link_is_not_followed() throws Exception {
        Yard yard = new Yard(temp).staging();
        completed(yard.does("deploy"));
        Path other = Files.writeString(yard.folder("precious"), "content");
        Path lock = yard.folder("staging").resolve(".drover.lock");
        Files.delete(lock);
        Files.createSymbolicLink(lock, other);
        org.junit.jupiter.api.Assertions.assertThrows(java.io.IOException.class, () -> yard.does("deploy"));
        assertEquals("content", Files.readString(other));
    }
}
