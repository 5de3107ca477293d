package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that only commands of the user's own can reach. */
class CommandTargetTest {
    @TempDir
    Path temp;

    private Yard yard;

    @BeforeEach
    void project() throws Exception {
        yard = commands(
                "cp \"$DROVER_RELEASE_DIR/page.txt\" $ROOT/live",
                "test -n \"$DROVER_RELEASE\" || exec rm $ROOT/live; cp \"$DROVER_RELEASE_DIR/page.txt\" $ROOT/live");
    }

    private Yard commands(String deploy, String rollback) throws Exception {
        return new Yard(temp).file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  live:
                    target:
                      commands:
                        deploy: %s
                        rollback: '%s'
                        timeout_seconds: 20
                    smoke_test: {commands: 'grep -v broken $ROOT/live', timeout_seconds: 20}
                """.formatted(deploy, rollback));
    }

    private String live() throws Exception {
        return Files.readString(yard.folder("live")).strip();
    }

    @Test
    void the_users_commands_deploy_and_roll_back() throws Exception {
        blocked(yard.does("rollback"), "nothing_deployed");
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        assertEquals("two", live());
        completed(yard.does("rollback"));
        assertEquals("one", live());
    }

    @Test
    void a_failed_smoke_test_has_the_rollback_command_bring_the_release_before_back() throws Exception {
        completed(yard.does("deploy"));
        String summary = failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertTrue(summary.contains("rolled back by itself"), summary);
        assertEquals("one", live());
    }

    @Test
    void the_very_first_one_is_taken_away_again() throws Exception {
        failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertFalse(Files.exists(yard.folder("live")));
    }

    @Test
    void a_deploy_command_that_fails_halfway_is_rolled_back_too() throws Exception {
        completed(yard.does("deploy"));
        yard.file(yard.bench()
                .read(".drover/deploy.yaml")
                .replace("deploy: cp", "deploy: echo half > $ROOT/live; false && cp"));
        String summary = failed(yard.page("two").does("deploy"), "deploy_failed");
        assertTrue(summary.contains("one") || summary.contains("is current again"), summary);
        assertEquals("one", live());
    }

    @Test
    void a_rollback_command_that_fails_is_critical_and_nobody_claims_to_know_what_users_see() throws Exception {
        completed(yard.does("deploy"));
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("rollback: '", "rollback: 'echo stuck; exit 9; "));
        var outcome = yard.page("broken").does("deploy");
        String summary = failed(outcome, "rollback_failed");
        assertTrue(summary.contains("exit code 9: stuck") && summary.contains("What users see is either"), summary);
        assertEquals(Severity.CRITICAL, outcome.findings().getFirst().severity());
    }

    @Test
    void what_it_keeps_in_the_workspace_is_ignored_by_git() throws Exception {
        yard.bench().repository().commitAll();
        completed(yard.does("deploy"));
        assertEquals("", yard.bench().git("status", "--porcelain"));
    }
}
