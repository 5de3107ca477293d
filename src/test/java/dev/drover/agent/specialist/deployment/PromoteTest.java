package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import dev.drover.message.TaskInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteTest {
    private static final Map<String, String> STAGING = Map.of("environment", "staging");
    private static final Map<String, String> PRODUCTION = Map.of("environment", "production");

    @TempDir
    Path temp;

    private Yard yard;

    @BeforeEach
    void project() throws Exception {
        yard = new Yard(temp).file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test: {commands: '%s'}
                  production:
                    target: {local: {folder: $ROOT/production}}
                    smoke_test: {commands: '%s; test "$DROVER_ENVIRONMENT" = production'}
                    promote_from: staging
                """.formatted(Yard.SMOKE.replace(" && exit 7 || exit 0", " && exit 7"), "true"));
        yard.file(yard.bench().read(".drover/deploy.yaml").replace(" && exit 7", " && exit 7 || exit 0"));
    }

    @Test
    void the_very_release_that_passed_before_is_promoted_whatever_the_workspace_holds_by_now() throws Exception {
        completed(yard.does("deploy", STAGING));
        yard.page("newer, not deployed");
        completed(yard.does("promote"));
        assertEquals(Optional.of("one"), yard.seen("production"));
        assertEquals(yard.release("staging"), yard.release("production"));
    }

    @Test
    void from_and_to_may_be_said_and_must_be_what_the_file_says() throws Exception {
        completed(yard.does("deploy", STAGING));
        blocked(yard.does("promote", Map.of("from", "qa", "to", "production")), "not_promoted");
        blocked(yard.does("promote", Map.of("to", "staging")), "no_promotion");
        completed(yard.does("promote", Map.of("from", "staging", "to", "production")));
    }

    @Test
    void what_did_not_pass_is_not_promoted() throws Exception {
        blocked(yard.does("promote"), "not_promoted");
        failed(yard.page("broken").does("deploy", STAGING), "smoke_test_failed");
        blocked(yard.does("promote"), "not_promoted");
        assertFalse(yard.isDeployed("production"));
    }

    @Test
    void what_passed_and_is_live_is_promoted_though_a_later_deployment_was_killed_before_its_switch() throws Exception {
        completed(yard.does("deploy", STAGING));
        Path log = yard.folder("staging").resolve("deployments.jsonl");
        String begun = Files.readString(log).lines().findFirst().orElseThrow();
        Files.writeString(
                log, Files.readString(log) + begun.replace(yard.release("staging"), "0123456789abcdef") + "\n");
        completed(yard.does("promote"));
        assertEquals(Optional.of("one"), yard.seen("production"));
    }

    @Test
    void a_release_that_passed_and_was_made_current_again_by_hand_is_promoted() throws Exception {
        completed(yard.does("deploy", STAGING));
        String one = yard.release("staging");
        completed(yard.page("two").does("deploy", STAGING));
        Path link = yard.folder("staging").resolve("current");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("releases", one));
        completed(yard.does("promote"));
        assertEquals(Optional.of("one"), yard.seen("production"));
    }

    @Test
    void a_release_that_was_left_for_an_older_one_is_not_promoted_when_it_is_made_current_by_hand() throws Exception {
        completed(yard.does("deploy", STAGING));
        completed(yard.page("two").does("deploy", STAGING));
        String two = yard.release("staging");
        completed(yard.does("rollback", STAGING));
        Path link = yard.folder("staging").resolve("current");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("releases", two));
        blocked(yard.does("promote"), "not_promoted");
    }

    @Test
    void a_release_that_was_changed_in_place_is_not_the_one_that_passed() throws Exception {
        completed(yard.does("deploy", STAGING));
        Files.writeString(yard.folder("staging").resolve("current/page.txt"), "tampered\n");
        String refusal = blocked(yard.does("promote"), "not_promoted");
        assertTrue(refusal.contains("other content than passed"), refusal);
    }

    @Test
    void to_deploy_where_releases_are_promoted_to_is_to_promote() throws Exception {
        completed(yard.does("deploy", STAGING));
        Outcome built = completed(yard.page("two").does("build"));
        var input = yard.input("build", built.artifacts());
        String refusal = blocked(yard.does("deploy", PRODUCTION, List.of(input)), "not_promoted");
        assertTrue(refusal.contains("takes only what passed there"), refusal);
        completed(yard.does("deploy", STAGING, List.of(input)));
        completed(yard.does("deploy", PRODUCTION, List.of(input)));
        assertEquals(Optional.of("two"), yard.seen("production"));
    }

    @Test
    void what_changed_between_build_and_deployment_is_not_deployed() throws Exception {
        Outcome built = completed(yard.does("build"));
        var input = yard.input("build", built.artifacts());
        yard.page("slipped in");
        failed(yard.does("deploy", STAGING, List.of(input)), "artifacts_changed");
        assertFalse(yard.isDeployed("staging"));
    }

    @Test
    void production_is_rolled_back_by_itself_and_staging_stays() throws Exception {
        completed(yard.does("deploy", STAGING));
        completed(yard.does("promote"));
        completed(yard.page("two").does("deploy", STAGING));
        completed(yard.does("promote"));
        completed(yard.does("rollback", PRODUCTION));
        assertEquals(Optional.of("one"), yard.seen("production"));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    @Test
    void what_the_tasks_before_found_grave_is_not_deployed_unless_a_person_accepts_it() throws Exception {
        var failing =
                new Finding(Severity.HIGH, "test.failed", "cart_is_empty failed", Optional.empty(), Optional.empty());
        var small = new Finding(Severity.LOW, "leftover", "print", Optional.empty(), Optional.empty());
        List<TaskInput> inputs =
                List.of(yard.input("review", List.of(), small), yard.input("run_tests", List.of(), failing));
        String refusal = blocked(yard.does("deploy", STAGING, inputs), "grave_findings");
        assertTrue(refusal.contains("run_tests: cart_is_empty failed"), refusal);
        assertFalse(yard.isDeployed("staging"));
        completed(yard.does("deploy", STAGING, List.of(yard.input("review", List.of(), small))));
        completed(yard.does("deploy", Map.of("environment", "staging", "findings", "accept"), inputs));
    }
}
