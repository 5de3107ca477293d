package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A question is answered, and nothing in the tree is changed for it. */
class QuestionsTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();

    /** All that the plan of a question may need. */
    private static final Set<String> LOOKING = Set.of(
            "analysis",
            "review_code",
            "review_changes",
            "security_review",
            "scan_secrets",
            "run_tests",
            "coverage",
            "missing_docs",
            "check_links",
            "build",
            "smoke_test");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Did somebody commit an API key?                       | scan_secrets
        did anyone commit an api key                          | scan_secrets
        Is there any SQL injection?                           | security_review
        Hey, is there an XSS in the comments?                 | security_review
        Can you tell if there is an XSS?                      | security_review
        Are there any bugs in the parser?                     | review
        Check for bugs                                        | review
        Do we have any dead links in the docs?                | check_links
        Does everything still work?                           | run_tests
        Does the project still build?                         | build
        Are all public methods documented?                    | missing_docs
        Anything wrong with my changes?                       | review_changes
        Does it need a refactoring                            | investigate
        Should we refactor the parser?                        | investigate
        Check whether the login is broken                     | investigate
        Is there a changelog?                                 | investigate
        Can we commit now?                                    | review_changes
        Can we run the tests now?                             | run_tests
        """)
    void a_question_is_answered_by_the_pattern_that_looks_for_it(String request, String pattern) {
        assertEquals(
                Optional.of(pattern), plan(request).pattern(), plan(request).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Is the login broken?",
                "Do we have tests for the parser?",
                "Does the cart crash when it is empty?",
                "Was the vulnerability fixed?",
                "Has anyone written a tutorial?",
                "Are there N+1 queries, and is the search slow?",
                "Can users log in without a password?",
                "Could this leak memory?",
                "Why is the report slow?",
                "Which tests are flaky and wrong?",
                "Is there a branch for the release notes?",
                "Did we add an export, fix the import and commit it?",
                "Have the docs been updated?",
                "Can I commit now?",
                "Could somebody have pushed to main?",
                "Would you say the tests are good?",
                "Could a user have deleted the main branch?",
                "Isn't there a bug in the parser?"
            })
    void nothing_is_written_for_a_question(String request) {
        for (TaskSpec task : plan(request).tasks()) {
            assertTrue(
                    LOOKING.contains(task.capability().orElseThrow()),
                    task.capability() + " " + plan(request).reason());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Can you fix the crash on logout?                      | fix_bug
        Could we add a dark mode?                             | implement_feature
        Could I get a dark mode?                              | general
        Would it be possible to add a dark mode?              | implement_feature
        Do you mind fixing the crash on logout?               | fix_bug
        Is the login broken? Please fix it.                   | fix_bug
        Is the header wrong? Add a new one                    | implement_feature
        Do not add logging, just fix the crash                | fix_bug
        Does not work on Safari                               | fix_bug
        Check if the login is broken and fix it               | fix_bug
        Add a check whether the user is an admin              | implement_feature
        """)
    void a_wish_in_polite_words_and_a_command_beside_a_question_are_done(String request, String pattern) {
        assertEquals(
                Optional.of(pattern), plan(request).pattern(), plan(request).reason());
    }

    @Test
    void a_question_and_a_command_are_two_wishes() {
        List<String> capabilities = plan("Do the tests pass? Then commit my changes.").tasks().stream()
                .flatMap(task -> task.capability().stream())
                .toList();
        assertEquals(List.of("run_tests", "commit_changes"), capabilities);
    }

    private static Plan plan(String request) {
        return Requests.plan(BUILT_IN, request);
    }
}
