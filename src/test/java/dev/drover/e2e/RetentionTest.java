package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of requests that have ended, and for how long. */
final class RetentionTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void gc_removes_what_ended_first_and_nothing_that_is_open_or_dead_or_fits() throws Exception {
        Path go = folder.resolve("go");
        try (TestHome home =
                TestHome.in(folder).with("DROVER_RETENTION_MAX_MB", "1").start()) {
            home.drop("open.json", Requests.run("open", "while [ ! -e '" + go + "' ]; do sleep 0.02; done"));
            home.drop("bad.json", "{\"tasks\": 1}");
            home.deadLetter("bad.json");
            for (String id : List.of("a", "b", "c")) {
                home.drop(
                        id + ".json",
                        Requests.run(id, "mkdir -m 500 closed; head -c 700000 /dev/zero > \"$DROVER_ARTIFACTS/x\""));
                home.ends(id, "completed");
            }
            TestHome.until(
                    "all of them count as ended",
                    () -> home.journal("result_published").size() == 3);
            RealDaemon.Ran dry = gc(home, "--dry-run", "--json");
            assertEquals(
                    List.of("a", "b"),
                    StreamSupport.stream(Json.tree(dry.output()).spliterator(), false)
                            .map(due -> due.path("request_id").asString())
                            .toList(),
                    dry.output());
            assertTrue(Files.exists(home.home().run("a")), "a dry run removes nothing");
            RealDaemon.Ran ran = gc(home);
            assertEquals(0, ran.exitCode(), ran.output());
            for (String id : List.of("a", "b")) {
                home.event(
                        "request_removed", e -> e.path("request_id").asString().equals(id));
                assertFalse(Files.exists(home.home().run(id)));
                assertFalse(home.hasResult(id));
            }
            assertTrue(home.hasResult("c"));
            assertTrue(Files.exists(home.home().run("c")));
            assertTrue(Files.exists(home.home().run("open")));
            home.deadLetter("bad.json");
            home.drop("again.json", Requests.run("a", "echo the id counts as not seen"));
            home.ends("a", "completed");
            Files.writeString(go, "");
            home.ends("open", "completed");
            assertEquals(2, home.journal("request_forgotten").size());
            home.stopDaemon();
            home.start();
            home.drop("later.json", Requests.run("b", "true"));
            home.ends("b", "completed");
            home.verifyJournal();
        }
    }

    @Test
    void gc_says_what_to_do_without_a_retention_and_without_a_daemon() throws Exception {
        try (TestHome home = TestHome.in(folder)) {
            RealDaemon.Ran none = gc(home);
            assertEquals(1, none.exitCode());
            assertTrue(none.output().contains("retention.days and retention.max_mb are 0"), none.output());
            home.with("DROVER_RETENTION_DAYS", "1");
            RealDaemon.Ran down = gc(home);
            assertEquals(6, down.exitCode());
            assertTrue(down.output().contains("drover up --detach"), down.output());
            assertEquals("nothing would go\n", gc(home, "--dry-run").output());
        }
    }

    @Test
    void a_removal_that_a_killed_daemon_journaled_and_did_not_do_is_done_by_the_next_one() throws Exception {
        try (TestHome home = TestHome.in(folder).with("DROVER_RETENTION_MAX_MB", "1")) {
            RealDaemon daemon = home.startProcess(Processes.withoutRightsOfRoot());
            home.drop(
                    "a.json",
                    Requests.run(
                            "a",
                            "mkdir closed; touch closed/f; chmod 500 closed; head -c 2000000 /dev/zero > \"$DROVER_ARTIFACTS/x\""));
            home.ends("a", "completed");
            home.event("result_published", e -> true);
            Files.setPosixFilePermissions(home.home().outbox(), PosixFilePermissions.fromString("r-x------"));
            home.control("*gc");
            home.event("request_forgotten", e -> true);
            daemon.kill();
            Files.setPosixFilePermissions(home.home().outbox(), PosixFilePermissions.fromString("rwx------"));
            assertTrue(home.hasResult("a"));
            home.startProcess(Processes.withoutRightsOfRoot());
            home.event("request_removed", e -> true);
            assertFalse(home.hasResult("a"));
            assertFalse(Files.exists(home.home().run("a")));
        }
    }

    private static RealDaemon.Ran gc(TestHome home, String... options) throws Exception {
        List<String> all =
                new java.util.ArrayList<>(List.of("gc", "--home", home.root().toString()));
        all.addAll(List.of(options));
        return RealDaemon.run(home.environment(), all.toArray(String[]::new));
    }
}
