package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.deployment.DeploymentEntry.Step;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
    @TempDir
    Path temp;

    private Yard yard;

    @BeforeEach
    void project() throws Exception {
        yard = new Yard(temp).staging();
    }

    private List<DeploymentEntry> log() throws Exception {
        return new DeploymentLog(yard.folder("staging").resolve("deployments.jsonl"))
                .read()
                .entries();
    }

    @Test
    void a_release_is_copied_and_one_link_leads_to_it() throws Exception {
        Outcome outcome = completed(yard.does("deploy"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
        assertEquals(List.of(yard.release("staging")), yard.releases("staging"));
        assertTrue(outcome.summary().contains("the smoke test passed (1 command)"), outcome.summary());
        assertTrue(
                outcome.evidence().stream().anyMatch(e -> e.command().contains("grep -q broken") && e.exitCode() == 0));
    }

    @Test
    void a_failed_smoke_test_rolls_back_by_itself_and_proves_it_by_running_again() throws Exception {
        completed(yard.does("deploy"));
        String good = yard.release("staging");
        String summary = failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertEquals(Optional.of("one"), yard.seen("staging"));
        assertTrue(summary.contains("rolled back by itself: " + good + " is current again, verified"), summary);
        assertEquals(Step.UNDONE, log().getLast().step());
        assertEquals(Optional.of(good), log().getLast().previous());
    }

    @Test
    void the_smoke_test_after_the_roll_back_is_in_the_evidence() throws Exception {
        completed(yard.does("deploy"));
        Outcome outcome = yard.page("broken").does("deploy");
        assertEquals(
                List.of(7, 0),
                outcome.evidence().stream()
                        .filter(e -> e.command().contains("grep -q broken"))
                        .map(e -> e.exitCode())
                        .toList());
    }

    @Test
    void a_first_deployment_that_fails_is_taken_away_and_says_that_there_was_nothing_before() throws Exception {
        String summary = failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertFalse(yard.isDeployed("staging"));
        assertTrue(summary.contains("nothing is deployed, as before"), summary);
    }

    @Test
    void a_roll_back_that_does_not_pass_either_is_a_critical_finding() throws Exception {
        completed(yard.does("deploy"));
        yard.file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test: {commands: "exit 3"}
                """);
        Outcome outcome = yard.page("two").does("deploy");
        String summary = failed(outcome, "rollback_failed");
        assertEquals(Severity.CRITICAL, outcome.findings().getFirst().severity());
        assertTrue(summary.contains("was brought back and is what users see now"), summary);
        assertEquals(Optional.of("one"), yard.seen("staging"));
        assertEquals(Step.BROKEN, log().getLast().step());
    }

    @Test
    void a_roll_back_whose_release_is_gone_says_what_users_see() throws Exception {
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        yard.file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test: {commands: "rm -r $ROOT/staging/releases/%s; exit 3"}
                """.formatted(first));
        String summary = failed(yard.page("two").does("deploy"), "rollback_failed");
        assertTrue(summary.contains("What users see is the failed release " + yard.release("staging")), summary);
        assertTrue(summary.contains("releases/" + first + " is gone"), summary);
    }

    @Test
    void the_same_content_again_switches_nothing_and_is_checked_again() throws Exception {
        completed(yard.does("deploy"));
        Outcome again = completed(yard.does("deploy"));
        assertTrue(again.summary().contains("already, so nothing was switched"), again.summary());
        assertEquals(1, yard.releases("staging").size());
    }

    @Test
    void roll_back_goes_to_the_release_before_and_then_to_the_one_before_that() throws Exception {
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        completed(yard.page("three").does("deploy"));
        completed(yard.does("rollback"));
        assertEquals(Optional.of("two"), yard.seen("staging"));
        completed(yard.does("rollback"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
        blocked(yard.does("rollback"), "nothing_before");
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    /** The page of the second, which is not what was deployed any more. */
    private Path threeReleasesOfWhichTheSecondBroke() throws Exception {
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        String second = yard.release("staging");
        completed(yard.page("three").does("deploy"));
        return Files.writeString(yard.folder("staging").resolve("releases/" + second + "/page.txt"), "broken\n");
    }

    @Test
    void after_a_roll_back_that_did_not_pass_the_next_one_goes_further_back() throws Exception {
        threeReleasesOfWhichTheSecondBroke();
        String summary = failed(yard.does("rollback"), "rollback_failed");
        assertTrue(summary.contains("which is what users see now, but the smoke test fails on it"), summary);
        completed(yard.does("rollback"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void a_roll_back_that_was_done_before_its_result_was_lost_does_not_go_back_one_more() throws Exception {
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        completed(yard.page("three").does("deploy"));
        var task = yard.assignment("rollback", java.util.Map.of(), List.of(), "back", Optional.empty());
        completed(yard.perform(task));
        completed(yard.perform(task));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    @Test
    void a_roll_back_that_did_not_pass_before_its_result_was_lost_does_not_go_back_one_more_either() throws Exception {
        Path page = threeReleasesOfWhichTheSecondBroke();
        var task = yard.assignment("rollback", java.util.Map.of(), List.of(), "back", Optional.empty());
        failed(yard.perform(task), "rollback_failed");
        failed(yard.perform(task), "rollback_failed");
        assertEquals(Optional.of("broken"), yard.seen("staging"));
        Files.writeString(page, "two\n");
        completed(yard.perform(task));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    @Test
    void after_a_roll_back_the_next_failure_comes_back_to_it() throws Exception {
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        completed(yard.does("rollback"));
        failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void what_a_person_left_by_hand_is_not_gone_back_to() throws Exception {
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        String second = yard.release("staging");
        completed(yard.page("three").does("deploy"));
        switchTo(second);
        failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertEquals(Optional.of("two"), yard.seen("staging"));
        switchTo(second);
        completed(yard.does("rollback"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void what_a_person_left_by_hand_is_not_gone_back_to_from_a_later_release_either() throws Exception {
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        completed(yard.page("two").does("deploy"));
        switchTo(first);
        completed(yard.page("three").does("deploy"));
        completed(yard.does("rollback"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    private void switchTo(String release) throws Exception {
        Path link = yard.folder("staging").resolve("current");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("releases", release));
    }

    @Test
    void only_so_many_releases_are_kept_and_what_was_written_into_one_is_never_removed() throws Exception {
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("    smoke_test:", "    keep: 2\n    smoke_test:"));
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        completed(yard.page("two").does("deploy"));
        String second = yard.release("staging");
        Files.writeString(yard.folder("staging").resolve("releases/" + second + "/data.db"), "a user's");
        completed(yard.page("three").does("deploy"));
        completed(yard.page("four").does("deploy"));
        assertFalse(yard.releases("staging").contains(first));
        assertTrue(yard.releases("staging").contains(second));
        assertEquals(3, yard.releases("staging").size());
    }

    @Test
    void without_a_smoke_test_it_says_that_nothing_was_checked() throws Exception {
        yard.file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments: {staging: {target: {local: {folder: $ROOT/staging}}}}
                """);
        Outcome outcome = completed(yard.does("deploy"));
        assertEquals("deployment.no-smoke-test", outcome.findings().getFirst().rule());
    }

    @Test
    void a_smoke_test_that_never_ends_counts_as_failed_and_the_time_suffices_to_go_back() throws Exception {
        completed(yard.does("deploy"));
        yard.file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test:
                      commands: grep -q one "$DROVER_RELEASE_DIR/page.txt" || sleep 1000
                      timeout_seconds: 1
                """);
        String summary = failed(yard.page("two").does("deploy"), "smoke_test_failed");
        assertTrue(summary.contains("did not end within 1 s"), summary);
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void what_could_not_be_taken_back_in_time_is_not_begun() throws Exception {
        completed(yard.does("deploy"));
        yard.bench().shell().timeout(java.time.Duration.ofSeconds(100));
        String summary = failed(yard.page("two").does("deploy"), "not_enough_time");
        assertTrue(summary.contains(" s left, and deploying to staging"), summary);
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void when_the_copy_took_the_time_that_the_smoke_test_needs_nothing_is_switched() throws Exception {
        completed(yard.does("deploy"));
        Path releases = yard.folder("staging").resolve("releases");
        var task = yard.page("two").assignment("deploy", java.util.Map.of(), List.of(), "slow", Optional.empty());
        var slow = new SlowCopy(task.shell(), () -> releases.toFile().list().length > 1);
        String summary = failed(yard.perform(task, slow), "not_enough_time");
        assertTrue(summary.startsWith("Nothing was switched: this task has 1 s left"), summary);
        assertEquals(Optional.of("one"), yard.seen("staging"));
        assertEquals(2, yard.releases("staging").size());
        completed(yard.perform(task));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    /** Has all the time until something is copied. */
    private record SlowCopy(Shell shell, BooleanSupplier copied) implements Shell {
        @Override
        public Ran run(List<String> arguments, Path directory, Map<String, String> environment, Duration limit)
                throws IOException, InterruptedException {
            return shell.run(arguments, directory, environment, limit);
        }

        @Override
        public Ran runAlone(
                List<String> arguments,
                Path directory,
                Map<String, String> environment,
                Optional<Path> input,
                Duration limit)
                throws IOException, InterruptedException {
            return shell.runAlone(arguments, directory, environment, input, limit);
        }

        @Override
        public Duration timeLeft() {
            return copied.getAsBoolean() ? Duration.ofSeconds(1) : shell.timeLeft();
        }

        @Override
        public boolean has(String program) {
            return shell.has(program);
        }
    }

    @Test
    void commands_are_told_which_release_and_what_was_before() throws Exception {
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        yard.file("""
                version: 1
                build: {artifacts: [page.txt]}
                environments:
                  staging:
                    target: {local: {folder: $ROOT/staging}}
                    smoke_test:
                      commands:
                        - echo "$DROVER_ENVIRONMENT $DROVER_RELEASE $DROVER_PREVIOUS_RELEASE" > $ROOT/told
                        - test "$(cat "$DROVER_RELEASE_DIR/page.txt")" = two
                """);
        completed(yard.page("two").does("deploy"));
        assertEquals(
                "staging " + yard.release("staging") + " " + first,
                Files.readString(yard.folder("told")).strip());
    }

    @Test
    void the_home_lists_what_was_deployed_when_and_by_which_request() throws Exception {
        completed(yard.does("deploy"));
        List<DeploymentEntry> entries = new DeploymentLog(
                        yard.bench().surroundings().deployments())
                .read()
                .entries();
        assertEquals(
                List.of(Step.BEGUN, Step.LIVE),
                entries.stream().map(e -> e.step()).toList());
        assertEquals("req1", entries.getLast().requestId());
        assertEquals(yard.folder("staging").toString(), entries.getLast().site());
    }

    @Test
    void the_smoke_test_alone_finds_what_does_not_work_and_changes_nothing() throws Exception {
        blocked(yard.does("smoke_test"), "nothing_deployed");
        completed(yard.does("deploy"));
        assertEquals(List.of(), completed(yard.does("smoke_test")).findings());
        Files.writeString(yard.folder("staging").resolve("current/page.txt"), "broken\n");
        Outcome outcome = completed(yard.does("smoke_test"));
        assertEquals(Severity.HIGH, outcome.findings().getFirst().severity());
        assertTrue(outcome.summary().contains("exit code 7"), outcome.summary());
    }

    @Test
    void an_agent_that_is_told_to_stop_during_the_smoke_test_goes_back_at_once() throws Exception {
        completed(yard.does("deploy"));
        String first = yard.release("staging");
        yard.page("two");
        yard.bench().shell().interruptNext("grep -q broken");
        org.junit.jupiter.api.Assertions.assertThrows(InterruptedException.class, () -> yard.does("deploy"));
        assertEquals(first, yard.release("staging"));
        assertEquals(Step.UNDONE, log().getLast().step());
        completed(yard.does("deploy"));
        assertNotEquals(first, yard.release("staging"));
    }
}
