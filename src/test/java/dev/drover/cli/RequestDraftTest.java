package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
    void a_member_that_is_ignored_is_told_with_the_name_that_was_meant() {
        List<String> warnings = draft("""
                {"tasks": [{"task_id": "a", "action": "x", "depends_on": ["b"], "params": {"any": "1"},
                            "edits": [{"kind": "delete", "path": "a", "zzz": 1}]},
                           {"task_id": "b", "action": "x", "time_out_seconds": 5}]}
                """).finish().warnings();
        assertEquals(
                List.of(
                        "/tasks/0 has the unknown member 'depends_on', which is ignored; did you mean dependencies?",
                        "/tasks/0/edits/0 has the unknown member 'zzz', which is ignored",
                        "/tasks/1 has the unknown member 'time_out_seconds', which is ignored;"
                                + " did you mean timeout_seconds?"),
                warnings);
    }

    @Test
    void words_become_a_request_with_an_id() {
        Submission submission = draft("Run the tests").finish();
        assertTrue(submission.json().contains("\"user_request\" : \"Run the tests\""), submission::json);
        assertTrue(submission.json().contains(submission.requestId()));
    }
}
