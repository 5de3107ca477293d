package dev.drover.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTest {
    private static final String LINE = "the quick brown fox jumps over it\n";

    private static Sampling window(int tokens) {
        return new Sampling(tokens, 100, 0, Optional.empty());
    }

    private static String user(Fitted fitted) {
        return fitted.turns().getLast().text();
    }

    private static int tokens(Fitted fitted) {
        return fitted.turns().stream().mapToInt(turn -> Tokens.of(turn.text())).sum();
    }

    @Test
    void what_fits_is_shown_whole_the_task_first_and_the_parts_as_they_were_added() {
        Fitted fitted = Prompt.of("Be brief.", "Fix it.")
                .add(new Part("a.txt", "one", 1))
                .add(new Part("b.txt", "two", 2))
                .fit(window(1000));
        assertEquals(
                List.of(Turn.system("Be brief."), Turn.user("Fix it.\n\n## a.txt\none\n\n\n## b.txt\ntwo\n")),
                fitted.turns());
        assertEquals(List.of(), fitted.cut());
    }

    @Test
    void the_least_relevant_goes_first_and_the_next_is_shortened_at_a_line_end() {
        Fitted fitted = Prompt.of("Be brief.", "Fix it.")
                .add(new Part("least", LINE.repeat(20), 1))
                .add(new Part("middle", LINE.repeat(20), 2))
                .add(new Part("most", LINE.repeat(20), 3))
                .fit(window(800));
        assertTrue(user(fitted).startsWith("Fix it.\n"));
        assertTrue(user(fitted).contains("## most\n" + LINE.repeat(20)), () -> user(fitted));
        assertTrue(user(fitted).contains("## least\n[left out for want of room: 20 lines]\n"), () -> user(fitted));
        assertTrue(user(fitted).contains("## middle\n" + LINE), () -> user(fitted));
        String shown = fitted.cut().getFirst().replaceAll("[^0-9]+([0-9]+) of.*", "$1");
        assertEquals(
                List.of(
                        "of 'middle' only the first " + shown + " of 20 lines are shown",
                        "'least' was left out: 20 lines"),
                fitted.cut());
        assertTrue(
                user(fitted).contains(LINE + "[cut here for want of room: " + shown + " of 20 lines]\n"),
                () -> user(fitted));
    }

    @Test
    void of_a_part_of_which_less_than_a_third_fits_nothing_is_shown() {
        Fitted fitted = Prompt.of("", "Fix it.")
                .add(new Part("long", LINE.repeat(200), 1))
                .fit(window(700));
        assertEquals(List.of("'long' was left out: 200 lines"), fitted.cut());
        assertEquals("Fix it.\n\n## long\n[left out for want of room: 200 lines]\n", user(fitted));
    }

    @Test
    void one_note_stands_for_many_parts() {
        Prompt prompt = Prompt.of("", "Fix it.");
        for (int i = 0; i < 500; i++) {
            prompt.add(new Part("file" + i, LINE.repeat(3), 500 - i));
        }
        Fitted fitted = prompt.fit(window(1000));
        assertTrue(user(fitted).endsWith("[some of what belongs to this task was left out for want of room]\n"));
        assertTrue(user(fitted).contains("## file5\n"), () -> user(fitted));
        assertEquals("'file499' was left out: 3 lines", fitted.cut().getLast());
    }

    @Test
    void a_task_that_is_too_long_is_shortened_and_says_so() {
        Fitted fitted = Prompt.of("Be brief.", LINE.repeat(1000))
                .add(new Part("a", "b", 1))
                .fit(window(700));
        assertTrue(user(fitted).endsWith(LINE + "\n[the task was too long and was cut here]"), () -> user(fitted));
        assertTrue(fitted.cut().getFirst().startsWith("the task does not fit"), () -> "" + fitted.cut());
        assertEquals("'a' was left out: 1 lines", fitted.cut().getLast());
        Fitted both = Prompt.of("s".repeat(9000), "🙂".repeat(9000)).fit(window(700));
        assertTrue(both.cut().getFirst().startsWith("the system text does not fit"), () -> "" + both.cut());
        assertTrue(user(both).startsWith("🙂🙂"), () -> user(both));
        assertFalse(Character.isHighSurrogate(user(both).charAt(user(both).indexOf('[') - 2)), () -> user(both));
    }

    @Test
    void a_title_is_one_line() {
        assertEquals("a\\u000a## b", new Part("a\n## b", "", 1).title());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'word'                          | 1
        'wordy'                         | 2
        'fileLock'                      | 2
        'MAX_2'                         | 5
        '        x'                     | 2
        'if (n > 1) { i++; }'           | 18
        'é日🙂'                         | 9
        """)
    void tokens_are_counted_where_dictionaries_split(String text, int tokens) {
        assertEquals(tokens, Tokens.of(text));
    }

    @Test
    void it_never_has_more_than_fits_and_nothing_is_cut_while_something_less_relevant_is_whole() {
        var random = new Random(42);
        for (int run = 0; run < 3000; run++) {
            List<Part> parts = new ArrayList<>();
            Prompt prompt = Prompt.of(text(random, 200), text(random, random.nextInt(10) == 0 ? 5000 : 200));
            for (int i = random.nextInt(random.nextInt(20) == 0 ? 300 : 8); i > 0; i--) {
                var part = new Part(
                        "part " + i, "<" + i + ">\n" + text(random, 1500) + "\n</" + i + ">", random.nextInt(4));
                parts.add(part);
                prompt.add(part);
            }
            Sampling sampling = window(102 + random.nextInt(3000));
            Fitted fitted = prompt.fit(sampling);
            String seen = "run " + run + ": " + fitted;
            assertTrue(tokens(fitted) <= Prompt.budget(sampling), seen);
            assertEquals(2, fitted.turns().size(), seen);
            int least = Integer.MAX_VALUE;
            int mostCut = Integer.MIN_VALUE;
            int shortened = 0;
            for (Part part : parts) {
                boolean whole = user(fitted).contains("## " + part.title() + "\n" + part.text() + "\n");
                least = whole ? Math.min(least, part.relevance()) : least;
                mostCut = whole ? mostCut : Math.max(mostCut, part.relevance());
                boolean told = fitted.cut().stream().anyMatch(line -> line.contains("'" + part.title() + "'"));
                assertEquals(!whole, told, seen);
                shortened += !whole && user(fitted).contains("<" + part.title().substring(5) + ">") ? 1 : 0;
            }
            assertTrue(mostCut <= least, seen);
            assertTrue(shortened <= 1, seen);
        }
    }

    private static String text(Random random, int most) {
        var text = new StringBuilder();
        int length = random.nextInt(most);
        while (text.length() < length) {
            text.append(
                    switch (random.nextInt(8)) {
                        case 0 -> "\n";
                        case 1 -> "{ i++; }";
                        case 2 -> "     ";
                        case 3 -> "é🙂";
                        case 4 -> "fileLock";
                        default -> "word ";
                    });
        }
        return text.toString();
    }
}
