package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wish that the plan does not fulfil is named in its reason. */
class LostTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();
    private static final String UNKNOWN = "; not understood: ";
    private static final String PASSED_OVER = "; not taken as a wish of its own: ";

    @Test
    void what_means_nothing_to_any_pattern_is_named() {
        assertTrue(reason("Review the code and water the plants").contains(UNKNOWN + "'water plants'"));
        assertTrue(reason("Feed the cat, run the tests and wash the car").contains(UNKNOWN + "'feed cat', 'wash car'"));
        assertTrue(reason("Run the tests. Then email the team").contains(UNKNOWN + "'email team'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Water plants and run the tests          | water plants
        Run the tests and water plants          | water plants
        Order pizza, run the tests and commit   | order pizza
        Water plants and add a search bar       | water plants
        """)
    void a_part_without_an_article_that_means_nothing_is_named_too(String request, String named) {
        assertTrue(reason(request).contains(UNKNOWN + "'" + named + "'"), reason(request));
    }

    @Test
    void a_wish_beside_a_question_is_not_done_for_it_and_named() {
        String reason = reason("Is there any bug in the parser, if so please fix it");
        assertTrue(reason.contains("(alone it would be 'fix_bug')"), reason);
        String question = reason("Run the tests. Is anybody using LegacyMailer?");
        assertTrue(question.contains(PASSED_OVER), question);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Is the build green? If yes commit it     | yes commit    | commit_changes
        Create a branch and a pull request       | create branch | create_branch
        On a new branch, fix the login bug       | new branch    | create_branch
        """)
    void a_thing_that_is_not_done_beside_another_is_named(String request, String named, String pattern) {
        String expected = "%s'%s' (alone it would be '%s')".formatted(PASSED_OVER, named, pattern);
        assertTrue(reason(request).contains(expected), reason(request));
    }

    @Test
    void what_is_named_without_a_command_is_not_done_and_said_to_be_left_out() {
        String reason = reason("Code review, coverage report and a changelog please");
        assertTrue(reason.contains(PASSED_OVER + "'coverage report' (alone it would be 'measure_coverage')"), reason);
        assertTrue(reason.contains("'changelog please' (alone it would be 'changelog')"), reason);
    }

    @Test
    void a_command_that_may_belong_to_what_stands_before_it_is_not_done_and_named() {
        Plan plan = Requests.plan(BUILT_IN, "Write a guide on how to build the app and deploy it");
        assertEquals(Optional.of("document"), plan.pattern());
        assertTrue(plan.reason().contains("'deploy' (alone it would be 'release_deploy')"), plan.reason());
    }

    @Test
    void what_stands_too_far_back_is_said_not_to_have_been_read() {
        String reason = reason("Run the tests. " + "Nothing to see here. ".repeat(400) + "Then commit my changes.");
        assertTrue(reason.contains("only its first 8000 characters were looked at"), reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add JWT authentication and password hashing to the API",
                "Fix the bug where login and logout crash",
                "Please run the tests and tell me what fails and why",
                "Review the parser and list the problems you find",
                "Add a search bar without tests, and skip the documentation",
                "The login is broken on Safari, please fix it and write a test",
                "Rename the class Foo and the method bar",
                "Write tests and docs",
                "Run a security audit and the tests",
                "Run the tests and do not commit or push anything"
            })
    void a_request_that_is_understood_has_nothing_named(String request) {
        String reason = reason(request);
        assertFalse(reason.contains(UNKNOWN) || reason.contains(PASSED_OVER), reason);
    }

    @Test
    void few_ordinary_requests_have_something_named() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/planning/requests.csv"));
        List<String> named = lines.stream()
                .map(line -> line.split("\\|", 2)[1])
                .map(LostTest::reason)
                .filter(reason -> reason.contains(UNKNOWN) || reason.contains(PASSED_OVER))
                .toList();
        named.forEach(System.out::println);
        assertTrue(named.size() * 100 <= lines.size() * 5, () -> named.size() + " of " + lines.size());
    }

    private static String reason(String request) {
        return Requests.plan(BUILT_IN, request).reason();
    }
}
