package dev.drover.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Free text becomes words of which any may occur. */
class QueryTest {
    @Test
    void each_word_is_quoted_once_and_stop_words_are_left_out() {
        assertEquals(
                Optional.of("\"fix\" OR \"login\" OR \"login\"* OR \"api\" OR \"v2\""),
                Query.of("Please fix the login of the API (v2), and fix it"));
    }

    @Test
    void syntax_of_the_index_does_not_get_through() {
        assertEquals(
                Optional.of("\"title\" OR \"title\"* OR \"x\" OR \"near\" OR \"near\"* OR \"b\" OR \"5\""),
                Query.of("title : x* NEAR(\"a\" b, 5) ^ - \u0000 \" '"));
    }

    @Test
    void a_text_of_stop_words_is_looked_for_by_these_and_one_without_words_by_nothing() {
        assertEquals(Optional.of("\"to\" OR \"be\" OR \"or\" OR \"not\""), Query.of("To be or not to be"));
        assertEquals(Optional.empty(), Query.of(" -- * \" ( "));
    }

    @Test
    void a_flood_of_words_is_cut() {
        StringBuilder flood = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            flood.append("w").append(i).append(' ');
        }
        assertEquals(64, Query.of(flood.toString()).orElseThrow().split(" OR ").length);
        assertEquals(
                2 * (64 + 2) + " OR *".length(),
                Query.of("x".repeat(64)).orElseThrow().length());
    }
}
