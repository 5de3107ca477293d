package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders and artifacts that are not what they should be: nothing is switched, and the answer says why. */
class HostileDeployTest {
    @TempDir
    Path temp;

    private Yard yard;

    @BeforeEach
    void project() throws Exception {
        yard = new Yard(temp).staging();
    }

    private Yard artifacts(String list) throws Exception {
        return yard.file(yard.bench().read(".drover/deploy.yaml").replace("[page.txt]", list));
    }

    private Path workspace() {
        return yard.bench().workspace();
    }

    @Test
    void a_target_that_is_a_link_is_refused_and_says_where_it_leads() throws Exception {
        Path elsewhere = Files.createDirectory(yard.folder("elsewhere"));
        Files.createSymbolicLink(yard.folder("staging"), elsewhere);
        String refusal = blocked(yard.does("deploy"), "target_is_link");
        assertTrue(refusal.contains("leads to " + elsewhere), refusal);
        try (var inside = Files.list(elsewhere)) {
            assertEquals(0, inside.count());
        }
    }

    @Test
    void releases_that_are_a_link_are_refused() throws Exception {
        Files.createDirectory(yard.folder("staging"));
        Path elsewhere = Files.createDirectory(yard.folder("elsewhere"));
        Files.createSymbolicLink(yard.folder("staging").resolve("releases"), elsewhere);
        blocked(yard.does("deploy"), "target_is_link");
    }

    @Test
    void a_target_that_is_a_file_or_below_one_is_refused() throws Exception {
        Files.writeString(yard.folder("staging"), "");
        blocked(yard.does("deploy"), "target_not_a_folder");
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("/staging}", "/staging/deeper}"));
        blocked(yard.does("deploy"), "target_unwritable");
    }

    @Test
    void a_current_that_no_deployment_made_is_left_as_it_is() throws Exception {
        Files.createDirectories(yard.folder("staging").resolve("current"));
        blocked(yard.does("deploy"), "current_not_ours");
        Files.delete(yard.folder("staging").resolve("current"));
        Files.createSymbolicLink(yard.folder("staging").resolve("current"), Path.of("/etc"));
        blocked(yard.does("deploy"), "current_not_ours");
        assertEquals(
                Path.of("/etc"), Files.readSymbolicLink(yard.folder("staging").resolve("current")));
    }

    @Test
    void the_link_of_another_tool_is_left_as_it_is_and_the_working_site_stays_up() throws Exception {
        Path site = yard.folder("staging");
        Files.createDirectories(site.resolve("releases/12"));
        Files.writeString(site.resolve("releases/12/page.txt"), "by hand\n");
        Files.createSymbolicLink(site.resolve("current"), Path.of("releases/12"));
        String refusal = blocked(yard.page("broken").does("deploy"), "current_not_ours");
        assertTrue(refusal.contains("leads to releases/12") && refusal.contains("rename"), refusal);
        assertEquals(Optional.of("by hand"), yard.seen("staging"));
    }

    @Test
    void a_release_whose_folder_is_gone_is_not_left_for_one_that_may_not_pass() throws Exception {
        Files.createDirectories(yard.folder("staging"));
        Path link = Files.createSymbolicLink(
                yard.folder("staging").resolve("current"), Path.of("releases/0123456789abcdef"));
        String refusal = blocked(yard.page("broken").does("deploy"), "release_gone");
        assertTrue(refusal.contains("0123456789abcdef"), refusal);
        assertEquals(Path.of("releases/0123456789abcdef"), Files.readSymbolicLink(link));
        Files.delete(link);
        completed(yard.page("two").does("deploy"));
    }

    @Test
    void a_target_within_the_artifacts_or_around_the_workspace_is_refused() throws Exception {
        yard.file(yard.bench()
                .read(".drover/deploy.yaml")
                .replace(yard.folder("staging").toString(), "out/staging"));
        artifacts("[out]");
        yard.bench().write("out/x", "x");
        blocked(yard.does("deploy"), "target_in_artifacts");
        yard.file(yard.bench()
                .read(".drover/deploy.yaml")
                .replace("out/staging", yard.folder(".").normalize().toString()));
        blocked(yard.does("deploy"), "target_holds_workspace");
    }

    @Test
    void an_artifact_that_is_missing_is_named_and_what_is_live_stays() throws Exception {
        completed(yard.does("deploy"));
        artifacts("[page.txt, dist/app]");
        String summary = failed(yard.does("deploy"), "artifact_missing");
        assertTrue(summary.contains("dist/app"), summary);
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void an_artifact_that_is_or_lies_behind_a_link_is_refused() throws Exception {
        Path secret = Files.createDirectory(yard.folder("secret"));
        Files.writeString(secret.resolve("key"), "k");
        Files.createSymbolicLink(workspace().resolve("dist"), secret);
        artifacts("[dist]");
        failed(yard.does("deploy"), "artifact_is_link");
        artifacts("[page.txt]");
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("[dist]", "[dist/key]"));
        failed(yard.does("deploy"), "artifact_is_link");
        assertFalse(yard.isDeployed("staging"));
    }

    @Test
    void a_link_within_the_artifacts_may_lead_to_another_of_them_and_nowhere_else() throws Exception {
        artifacts("[dist]");
        yard.bench().write("dist/a.txt", "a");
        Files.createSymbolicLink(workspace().resolve("dist/b.txt"), Path.of("a.txt"));
        completed(yard.does("deploy"));
        assertEquals("a", Files.readString(yard.folder("staging").resolve("current/dist/b.txt")));
        Files.createSymbolicLink(workspace().resolve("dist/c.txt"), Path.of("../../page.txt"));
        failed(yard.does("deploy"), "artifact_link_outside");
        Files.delete(workspace().resolve("dist/c.txt"));
        Files.createSymbolicLink(workspace().resolve("dist/c.txt"), Path.of("/etc/passwd"));
        failed(yard.does("deploy"), "artifact_link_outside");
    }

    @Test
    void a_pipe_among_the_artifacts_is_refused_and_not_waited_for() throws Exception {
        artifacts("[dist]");
        yard.bench().write("dist/a.txt", "a");
        yard.bench().shell().run(java.util.List.of("mkfifo", "dist/pipe"), workspace(), java.util.Map.of());
        failed(yard.does("deploy"), "artifact_special");
    }

    @Test
    void modes_and_empty_folders_come_along_and_count() throws Exception {
        artifacts("[dist]");
        yard.bench().write("dist/run.sh", "#!/bin/sh\n");
        Files.createDirectories(workspace().resolve("dist/empty"));
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        workspace().resolve("dist/run.sh").toFile().setExecutable(true);
        completed(yard.does("deploy"));
        assertTrue(Files.isExecutable(yard.folder("staging").resolve("current/dist/run.sh")));
        assertTrue(Files.isDirectory(yard.folder("staging").resolve("current/dist/empty")));
        assertFalse(first.equals(yard.release("staging")));
    }

    @Test
    void a_build_that_fails_deploys_nothing_even_where_old_artifacts_lie() throws Exception {
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("build:", "build:\n  command: echo no >&2; exit 4"));
        String summary = failed(yard.does("deploy"), "build_failed");
        assertTrue(summary.contains("exit code 4: no"), summary);
        assertFalse(yard.isDeployed("staging"));
        failed(yard.does("build"), "build_failed");
    }

    @Test
    void half_a_release_that_a_kill_left_is_removed_and_never_linked() throws Exception {
        completed(yard.does("deploy"));
        Path partial = yard.folder("staging").resolve("releases/.partial-0123456789abcdef");
        Files.createDirectories(partial);
        Files.writeString(partial.resolve("half"), "");
        completed(yard.page("two").does("deploy"));
        assertFalse(Files.exists(partial));
    }

    @Test
    void a_release_that_something_wrote_into_is_moved_aside_and_never_overwritten() throws Exception {
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        Files.writeString(yard.folder("staging").resolve("current/data.db"), "a user's");
        failed(yard.does("deploy"), "release_changed");
        completed(yard.page("two").does("deploy"));
        completed(yard.page("one").does("deploy"));
        assertEquals(first, yard.release("staging"));
        assertEquals(
                "a user's",
                Files.readString(yard.folder("staging").resolve("releases/" + first + "-changed-1/data.db")));
    }

    @Test
    void a_log_with_torn_and_foreign_lines_is_read_past_them() throws Exception {
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        Path log = yard.folder("staging").resolve("deployments.jsonl");
        Files.writeString(log, Files.readString(log) + "{}\nnot json\n\n{\"at\":\"2026-11-2");
        completed(yard.does("rollback"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
        assertTrue(Files.readString(log).contains("{\"at\":\"2026-11-2\n{"));
    }

    @Test
    void without_any_log_the_link_is_what_is_gone_back_to() throws Exception {
        completed(yard.does("deploy"));
        Files.delete(yard.folder("staging").resolve("deployments.jsonl"));
        failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }
}
