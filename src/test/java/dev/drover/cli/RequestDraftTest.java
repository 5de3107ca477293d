package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestDraftTest {
    private static final String FILE = "{\"request_id\":\"nightly\",\n  \"user_request\": \"Run the tests\"}\n";

    private static RequestDraft draft(String given) {
        return new RequestDraft(
                "it", given.getBytes(StandardCharsets.UTF_8), false, Instant.EPOCH, new SplittableRandom(1));
    }

    /** So that the same file, dropped once by hand and once so, is the same request. */
    @Test
    void a_request_to_which_nothing_is_added_is_dropped_byte_for_byte() {
        assertEquals(FILE, draft(FILE).finish().json());
    }

    @Test
    void what_is_added_is_in_it() {
        RequestDraft draft = draft(FILE);
        draft.set("priority", "high");
        assertTrue(draft.finish().json().contains("\"high\""));
    }

    @Test
    void words_become_a_request_with_an_id() {
        Submission submission = draft("Run the tests").finish();
        assertTrue(submission.json().contains("\"user_request\" : \"Run the tests\""), submission::json);
        assertTrue(submission.json().contains(submission.requestId()));
    }
}
