package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.flock.Dag;
import dev.drover.message.Ids;
import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request that asks for several things. */
class CompositionTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Review the code and run the unit tests                     | review=[], run_tests=[]
        Run the tests and then commit my changes                   | run_tests=[], commit=[run_tests]
        Tag v1.2.0 and push it                                     | tag_version=[], push=[tag_version]
        Commit my changes and run the tests                        | run_tests=[], commit=[run_tests]
        Commit my changes, then run the tests                      | commit=[], run_tests=[commit]
        Build the project, run the tests and review the code       | build=[], run_tests=[build], review=[build]
        Document this project, update the changelog and run the tests | document=[], changelog=[document], run_tests=[]
        Revert commit a1b2c3d and run the tests                    | revert=[], run_tests=[revert]
        Create a branch feature/x, commit everything and push      | create_branch=[], commit=[create_branch], push=[commit]
        Measure the coverage and run the tests                     | coverage=[], run_tests=[coverage]
        Update the changelog, commit it and tag v1.0.0             | changelog=[], commit=[changelog], tag_version=[commit]
        Merge feature/x into main and tag v2.0.0                   | run_tests=[], review_code=[], merge=[run_tests, review_code], tag_version=[merge]
        """)
    void changes_come_before_checks_and_those_before_what_is_recorded_and_handed_on(String request, String expected) {
        String actual = Requests.plan(BUILT_IN, request).tasks().stream()
                .map(task -> task.taskId() + "=" + task.dependencies())
                .collect(Collectors.joining(", "));
        assertEquals(expected, actual);
    }

    @Test
    void the_same_request_has_the_same_plan_in_every_jvm() {
        Plan plan =
                Requests.plan(BUILT_IN, "Create a REST API for users with JWT authentication, then commit everything");
        List<String> waitedFor = plan.tasks().getLast().dependencies();
        assertTrue(waitedFor.size() >= 3, waitedFor::toString);
        assertEquals(
                plan.tasks().stream()
                        .map(TaskSpec::taskId)
                        .filter(waitedFor::contains)
                        .toList(),
                waitedFor);
    }

    @Test
    void work_that_two_wishes_share_is_done_once_and_says_what_both_want() {
        Plan plan = Requests.plan(BUILT_IN, "Fix the crash on logout, write unit tests for it and run the tests");
        assertEquals(Optional.of("fix_bug"), plan.pattern());
        assertEquals(1, count(plan, "run_tests"));
        assertEquals(1, count(plan, "testing"));
        String action = withCapability(plan, "testing").action();
        assertTrue(action.contains("fails without the fix"), action);
        assertTrue(action.contains("Write the tests."), action);
        assertEquals(action.indexOf("The request: "), action.lastIndexOf("The request: "), action);
    }

    @Test
    void what_was_checked_before_a_later_change_is_checked_again() {
        Plan twoChanges = Requests.plan(BUILT_IN, "Fix the crash on logout and then optimize the import");
        assertEquals(
                2, count(twoChanges, "run_tests"), "after the fix, which is before the other change, and after that");
        assertEquals(2, count(twoChanges, "review_code"));
        Plan testsForBoth =
                Requests.plan(BUILT_IN, "Fix the login crash, refactor the mailer and write tests for both");
        assertEquals(2, count(testsForBoth, "testing"), testsForBoth.reason());
        Plan testsFirst = Requests.plan(BUILT_IN, "Run the tests, then fix the crash on logout");
        assertEquals(2, count(testsFirst, "run_tests"));
        assertEquals(
                List.of("run_tests"), withCapability(testsFirst, "analysis").dependencies());
    }

    @Test
    void the_reason_says_which_words_called_for_which_part() {
        String reason = Requests.plan(BUILT_IN, "Review the code and run the unit tests")
                .reason();
        assertTrue(reason.contains("'review code' (pattern 'review' by 'review')"), reason);
        assertTrue(reason.contains("'run unit tests' (pattern 'run_tests' by 'run' + 'test'"), reason);
    }

    @Test
    void the_trio_is_its_pattern_also_among_other_wishes() {
        Plan plan = Requests.plan(BUILT_IN, "Review, test and document this project and tag v1.0.0");
        assertEquals(Optional.of("review_test_document+tag_version"), plan.pattern());
        assertEquals(
                List.of("test", "review", "document", "commit", "tag_version"),
                plan.tasks().stream().map(TaskSpec::taskId).toList());
    }

    @Test
    void committing_it_commits_what_was_written_and_not_what_lies_about() {
        for (String words : List.of(
                "Write a changelog and commit it",
                "Document this project and commit it",
                "Generate the API docs and commit them")) {
            TaskSpec commit = withCapability(Requests.plan(BUILT_IN, words), "commit_changes");
            assertEquals(List.of(), commit.files(), words);
            assertEquals(1, commit.dependencies().size(), words);
        }
        for (String words : List.of(
                "Commit my changes",
                "Fix the crash on logout and commit it",
                "Write a changelog and commit all changes")) {
            TaskSpec commit = withCapability(Requests.plan(BUILT_IN, words), "commit_changes");
            assertEquals(List.of("**"), commit.files(), words);
        }
    }

    @Test
    void refusals_hold_for_every_part() {
        Plan plan = Requests.plan(BUILT_IN, "Add a search bar without tests and fix the crash on logout, do not push");
        assertEquals(0, count(plan, "testing"));
        assertEquals(0, count(plan, "push"));
        assertEquals(1, count(plan, "bug_fixing"));
        assertEquals(1, count(plan, "code_generation"));
    }

    @Test
    void any_two_patterns_together_are_a_graph_with_the_work_of_both() {
        RequestText nothing = BUILT_IN.analyse("");
        for (TaskPattern one : BUILT_IN.all()) {
            for (TaskPattern other : BUILT_IN.all()) {
                for (int turn = 0; turn < 2; turn++) {
                    var wishes = List.of(new Wish(one, "", List.of(), 0), new Wish(other, "", List.of(), turn));
                    List<TaskSpec> tasks = Composition.of(wishes, nothing).tasks("x");
                    String names = one.name() + " and " + other.name() + ": " + tasks;
                    assertEquals(List.of(), Dag.check(tasks), names);
                    assertTrue(tasks.stream().allMatch(task -> Ids.isValid(task.taskId())), names);
                    Set<String> wanted = new HashSet<>(capabilities(one, nothing));
                    wanted.addAll(capabilities(other, nothing));
                    assertEquals(
                            wanted,
                            tasks.stream()
                                    .flatMap(task -> task.capability().stream())
                                    .collect(Collectors.toSet()),
                            names);
                }
            }
        }
    }

    @Test
    void all_patterns_together_are_a_graph_whose_deployments_come_last() {
        var wishes = new ArrayList<Wish>();
        BUILT_IN.all().forEach(pattern -> wishes.add(new Wish(pattern, "", List.of(), 0)));
        List<TaskSpec> tasks = Composition.of(wishes, BUILT_IN.analyse("")).tasks("x");
        Dag dag = Dag.of(tasks);
        String deploy = tasks.stream()
                .filter(task -> task.capability().equals(Optional.of("deploy")))
                .map(TaskSpec::taskId)
                .findFirst()
                .orElseThrow();
        for (TaskSpec task : tasks) {
            if (Set.of("code_generation", "bug_fixing", "run_tests", "commit_changes")
                    .contains(task.capability().orElseThrow())) {
                assertTrue(dag.dependents(task.taskId()).contains(deploy), task.taskId());
            }
        }
    }

    private static Set<String> capabilities(TaskPattern pattern, RequestText text) {
        return Expansion.wanted(pattern, text).stream()
                .flatMap(wanted -> wanted.task().template().capability().stream())
                .collect(Collectors.toSet());
    }

    private static long count(Plan plan, String capability) {
        return plan.tasks().stream()
                .filter(task -> task.capability().equals(Optional.of(capability)))
                .count();
    }

    private static TaskSpec withCapability(Plan plan, String capability) {
        return plan.tasks().stream()
                .filter(task -> task.capability().equals(Optional.of(capability)))
                .findFirst()
                .orElseThrow();
    }
}
