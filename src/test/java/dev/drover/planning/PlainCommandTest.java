package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be taken back is done when it is plainly commanded, and never for a question or on a condition. */
class PlainCommandTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();
    private static final Set<String> OUTWARD = Set.of(
            "deploy", "promote", "rollback", "merge", "push", "pull_request", "tag_version", "revert", "cherry_pick");

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "/planning/unplain.csv", delimiter = '|')
    void a_question_or_a_condition_does_nothing_that_others_see_and_the_person_is_told(String dropped, String request) {
        switch (answer(request)) {
            case PlanningResult.Planned planned -> {
                assertEquals(Set.of(), outward(planned.plan()), planned.plan().reason());
                assertTells(dropped, planned.plan().reason(), "; not planned: ");
            }
            case PlanningResult.Refused refused -> {
                assertEquals("no_plain_command", refused.problems().getFirst().rule());
                assertTells(dropped, refused.problems().getFirst().message(), "Not planned: ");
            }
        }
    }

    private static void assertTells(String dropped, String said, String opening) {
        int at = said.indexOf(opening);
        assertTrue(at >= 0 && said.substring(at).contains(dropped), said);
        assertTrue(said.contains("because the request asks or sets a condition; say it as a plain command"), said);
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "/planning/plain.csv", delimiter = '|')
    void a_plain_command_is_carried_out(String wanted, String request) {
        Plan plan = plan(request.replace("\\n", "\n"));
        assertTrue(outward(plan).contains(wanted.replace(' ', '_')), plan.reason());
        assertTrue(!plan.reason().contains("not planned"), plan.reason());
    }

    @Test
    void what_else_the_request_commands_is_done() {
        assertEquals(
                Optional.of("build+run_tests"),
                plan("Build the project and run the tests, but wait before you deploy to production")
                        .pattern());
        assertEquals(
                Optional.of("commit_changes"),
                plan("Commit my changes, but ask me before you push").pattern());
        assertEquals(
                Optional.of("run_tests"),
                plan("Run the tests, but wait before you deploy to production").pattern());
        Plan untagged = plan("Deploy to staging. Tag the release only after I say so.");
        assertEquals(Set.of("deploy"), outward(untagged));
    }

    @Test
    void an_edit_of_the_release_notes_is_no_release() {
        assertEquals(Set.of(), outward(plan("Undo my last release notes edit")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Release notes for 2.0",
                "Merge conflicts in the parser",
                "Make sure that nobody deploys to production",
                "Plan a release",
                "Tag handling is broken",
                "Fix the bug so that I can commit and push"
            })
    void a_thing_that_is_called_like_a_command_is_none(String request) {
        assertEquals(Set.of(), outward(plan(request)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add push buttons to the form",
                "Add push buttons once the form is ready",
                "Users should be able to see push buttons",
                "The push button does not work",
                "Add a tag field when the form is open",
                "If the form is empty, hide the push buttons"
            })
    void what_kind_of_thing_it_is_about_is_not_said_to_be_left_out(String request) {
        Plan plan = plan(request);
        assertEquals(Set.of(), outward(plan));
        assertTrue(!plan.reason().contains("not planned"), plan.reason());
    }

    @Test
    void nothing_is_coded_for_a_question_about_a_deployment() {
        assertInstanceOf(PlanningResult.Refused.class, answer("Should we deploy the new feature?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Push once the tests pass", "Merge feature/x into main after the tests pass"})
    void what_is_not_stopped_by_a_failing_test_does_not_wait_for_the_tests(String request) {
        switch (answer(request)) {
            case PlanningResult.Planned planned -> assertEquals(Set.of(), outward(planned.plan()));
            case PlanningResult.Refused refused ->
                assertEquals("no_plain_command", refused.problems().getFirst().rule());
        }
    }

    @Test
    void a_task_without_a_capability_gets_none_for_a_question() {
        var patterns = new PatternPlanner(() -> BUILT_IN);
        assertEquals(Optional.of("push"), patterns.capabilityFor("Push this branch", "git", Requests.builtInTypes()));
        assertEquals(
                Optional.empty(),
                patterns.capabilityFor("Should we push this branch?", "git", Requests.builtInTypes()));
    }

    private static Set<String> outward(Plan plan) {
        return plan.tasks().stream()
                .flatMap(task -> task.capability().stream())
                .filter(OUTWARD::contains)
                .collect(Collectors.toSet());
    }

    private static Plan plan(String request) {
        return assertInstanceOf(PlanningResult.Planned.class, answer(request), () -> answer(request)
                        .toString())
                .plan();
    }

    private static PlanningResult answer(String request) {
        return new Planning(new PatternPlanner(() -> BUILT_IN), List.of(), Requests::builtInTypes)
                .plan(Requests.saying(request));
    }
}
