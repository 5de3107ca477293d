package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands of a request are wishes of the person who asks. */
class WishesTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Review the code and run the tests                              | review, run_tests
        Build, test and review the project                             | build, run_tests, review
        When the review is done, run the tests and commit              | run_tests, commit_changes
        Could you please review the code? Also run the tests           | review, run_tests
        Do a code review and run the tests                             | review, run_tests
        Describe how to build and deploy the app                       | document
        Add commit and push buttons to the toolbar                     | implement_feature
        Add a script for building and deploying the app                | implement_feature
        Write a script to build the image and push it to the registry  | implement_feature
        Review the code but do not deploy                              | review
        Explain the test and deploy steps                              | investigate
        Run a security audit and the tests                             | security_review, run_tests
        Run the tests and a security audit                             | run_tests, security_review
        Run the linter                                                 | review
        Run the linter and the tests                                   | review, run_tests
        Run the tests, the linter and write the changelog              | run_tests, review, changelog
        Run the tests with the linter off                              | run_tests
        Fix the linter errors                                          | fix_bug
        Write unit tests and documentation for the parser              | write_tests, document
        Add a login page and a search bar                              | implement_feature
        Build the app and run its tests                                | build, run_tests
        Build an app and run its tests                                 | implement_feature, run_tests
        The deploy works and the tests pass, commit my changes         | commit_changes
        """)
    void a_command_counts_and_what_only_looks_like_one_does_not(String request, String patterns) {
        Wishes wishes = Wishes.in(BUILT_IN.analyse(request), BUILT_IN);
        assertEquals(
                List.of(patterns.split(", ", -1)),
                wishes.wishes().stream().map(wish -> wish.pattern().name()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Let admins deploy and roll back from the dashboard",
                "Users should be able to deploy, roll back and push",
                "Create a script that runs the tests and deploys to staging",
                "Write down how to deploy and push",
                "Add a button to deploy and roll back",
                "Run the tests, never push or deploy",
                "Review the code but do not deploy\nor push it",
                "Please do not\ndeploy"
            })
    void nothing_reaches_others_that_was_only_spoken_about(String request) {
        for (var task : Requests.plan(BUILT_IN, request).tasks()) {
            String capability = task.capability().orElseThrow();
            assertTrue(
                    !List.of("deploy", "push", "rollback", "promote", "merge").contains(capability), capability);
        }
    }

    @Test
    void lines_without_marks_are_wishes_of_their_own() {
        for (String list : List.of(
                "run tests\nreview code\ncommit my changes",
                "1. Run the tests\n2. Review the code\n3. Commit my changes",
                "- run the tests\n- review the code\n- commit my changes")) {
            assertEquals(
                    Optional.of("run_tests+review+commit_changes"),
                    Requests.plan(BUILT_IN, list).pattern(),
                    list);
        }
        Plan wrapped = Requests.plan(BUILT_IN, "Fix the crash in the\nreview page that came with the last\nrelease");
        assertEquals(Optional.of("fix_bug"), wrapped.pattern(), wrapped.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "and ",
                "run, ",
                "run the tests and ",
                "x,",
                "then ",
                "\n- ",
                "do not ",
                "when it is ",
                "\"",
                "add the ",
                "\u0000\u001b[2J ",
                "deploy and build to "
            })
    void a_request_of_64_kilobytes_of_anything_is_planned_in_good_time(String piece) {
        String request = "z" + piece.repeat(65_536 / piece.length());
        Plan plan = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Requests.plan(BUILT_IN, request));
        assertTrue(plan.reason().length() < 4000, plan.reason());
        assertTrue(plan.reason().chars().noneMatch(Character::isISOControl), plan.reason());
    }
}
