package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTextTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void finds_the_command_and_its_object_behind_politeness() {
        assertEquals("write: unit tests", main("Hi! Could you please write unit tests for the old parser?"));
        assertEquals("fix: crash", main("When the server starts, fix the crash in the log"));
        assertEquals(": security audit", main("Security audit of the payments module"));
        assertEquals("need: restful api", main("I need a RESTful API for customers"));
    }

    @Test
    void a_noun_that_looks_like_a_command_is_none() {
        assertTrue(main("The build is broken").startsWith(": "), main("The build is broken"));
        assertTrue(main("Deploy fails since Monday").startsWith(": "), main("Deploy fails since Monday"));
    }

    @Test
    void tells_what_is_denied_from_what_is_refused_and_what_only_sounds_so() {
        assertEquals(Token.Denial.REFUSED, denial("Add a page, but do not deploy it", "deploy"));
        assertEquals(Token.Denial.REFUSED, denial("Add a page without any tests", "tests"));
        assertEquals(Token.Denial.DENIED, denial("The tests are not run", "run"));
        assertEquals(Token.Denial.DENIED, denial("Use git instead of deploy scripts", "deploy"));
        assertEquals(Token.Denial.NONE, denial("Please don't forget to deploy", "deploy"));
        assertEquals(Token.Denial.NONE, denial("Do not wait, deploy now", "deploy"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_text_whatever_is_planned_in_good_time_and_always_alike(long seed) {
        var random = new Random(seed);
        int length = 1 << random.nextInt(17);
        String text = IntStream.range(0, length)
                .map(i -> random.nextInt(4) == 0 ? " .,'\n\"`&-()".charAt(random.nextInt(11)) : random.nextInt(0x3000))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Plan plan = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Requests.plan(BUILT_IN, "x" + text));
        assertEquals(plan, Requests.plan(BUILT_IN, "x" + text));
    }

    @Test
    void a_request_of_thousands_of_unknown_words_is_planned_in_good_time() {
        String words = String.join(
                " ",
                IntStream.range(0, 2000)
                        .mapToObj(i -> "w" + Integer.toString(i * 7919, 36))
                        .toList());
        Plan plan = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> Requests.plan(BUILT_IN, "Fix the crash " + words));
        assertEquals(Optional.of("fix_bug"), plan.pattern());
    }

    private static String main(String text) {
        Clause clause = BUILT_IN.analyse(text).clauses().stream()
                .filter(c -> c.rank() == Clause.Rank.MAIN)
                .findFirst()
                .orElseThrow();
        List<String> object = clause.object().stream().map(Token::raw).toList();
        String lead =
                clause.lead() < 0 ? "" : clause.tokens().get(clause.lead()).raw();
        return lead + ": " + String.join(" ", object);
    }

    private static Token.Denial denial(String text, String word) {
        return BUILT_IN.analyse(text).tokens().stream()
                .filter(token -> token.raw().equals(word))
                .findFirst()
                .orElseThrow()
                .denial();
    }
}
