package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide about findings: suppression, the baseline and the gate. */
class DecisionTest {
    private static final String RISK = "requests.get(url, verify=False)\n";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void a_comment_on_the_line_or_above_it_suppresses_and_is_counted() throws Exception {
        bench.write("a.py", "# drover:ignore[risk.tls-unchecked] the test server has no certificate\n" + RISK)
                .write("b.py", RISK.strip() + "  # drover:ignore[risk.eval, risk.tls-unchecked] own machine\n");
        Outcome outcome = review(Map.of());
        assertEquals(List.of(), rules(outcome));
        assertEquals(2L, outcome.data().get("findings.suppressed"));
        assertTrue(outcome.summary().contains("2 suppressed by a comment"), outcome.summary());
    }

    @Test
    void a_comment_without_a_reason_suppresses_and_is_a_finding() throws Exception {
        bench.write("a.py", RISK.strip() + "  # drover:ignore[risk.tls-unchecked]\n");
        assertEquals(List.of("suppression-without-reason"), rules(review(Map.of())));
    }

    @Test
    void a_comment_suppresses_no_other_rule_and_no_other_line() throws Exception {
        bench.write("a.py", "# drover:ignore[risk.eval] no\n" + RISK)
                .write("b.py", "# drover:ignore[risk.tls-unchecked] no\n\n" + RISK);
        assertEquals(List.of("risk.tls-unchecked", "risk.tls-unchecked"), rules(review(Map.of())));
    }

    @Test
    void the_baseline_hides_what_was_known_also_after_lines_have_moved() throws Exception {
        bench.write("a.py", RISK + "x = 1\n" + RISK);
        Outcome written = review(Map.of("baseline", "write"));
        assertTrue(written.summary().startsWith("Wrote 2 findings to the baseline"), written.summary());
        bench.write("a.py", "y = 2\n\n" + RISK + "x = 1\n    " + RISK);
        Outcome moved = review(Map.of());
        assertEquals(List.of(), rules(moved));
        assertEquals(2L, moved.data().get("findings.known"));
        assertTrue(moved.summary().contains("2 known from the baseline"), moved.summary());
        bench.write("a.py", RISK + RISK + RISK + "eval(text)\n");
        assertEquals(List.of("risk.tls-unchecked", "risk.eval"), rules(review(Map.of())));
    }

    @Test
    void the_baseline_keeps_a_secret_to_itself_and_notices_another_in_its_place() throws Exception {
        bench.write("a.yml", "db_pass" + "word: \"tr0ub4dor&3x\"\n");
        review(Map.of("baseline", "write"));
        assertFalse(bench.read(Baseline.FILE).contains("tr0ub"));
        assertEquals(List.of(), rules(review(Map.of())));
        bench.write("a.yml", "db_pass" + "word: \"c0rrect+h0rse\"\n");
        assertEquals(List.of("secret.assignment"), rules(review(Map.of())));
    }

    @Test
    void a_baseline_that_cannot_be_used_hides_nothing_and_is_named() throws Exception {
        bench.write("a.py", RISK);
        for (String damaged : List.of("{", "[]", "{\"version\":7,\"findings\":[]}", "{\"version\":1}", "null")) {
            bench.write(Baseline.FILE, damaged);
            Outcome outcome = review(Map.of());
            assertEquals(List.of("risk.tls-unchecked"), rules(outcome), damaged);
            assertTrue(outcome.summary().contains("The baseline .drover/review-baseline.json was not used"), damaged);
        }
    }

    @Test
    void a_baseline_is_neither_read_nor_written_through_a_link() throws Exception {
        bench.write("a.py", RISK);
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createSymbolicLink(bench.workspace().resolve(".drover"), outside);
        try {
            review(Map.of("baseline", "write"));
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("is a link"), e.getMessage());
        }
        assertEquals(0, outside.toFile().list().length);
    }

    @Test
    void a_gate_fails_the_task_for_findings_as_bad_or_worse_and_keeps_them() throws Exception {
        bench.write("a.py", RISK);
        Outcome shut = review(Map.of("gate", "medium"));
        assertEquals(ResultStatus.FAILED, shut.status());
        assertEquals("gate", shut.error().orElseThrow().code());
        assertFalse(shut.error().orElseThrow().retryable());
        assertEquals(List.of("risk.tls-unchecked"), rules(shut));
        assertTrue(
                shut.summary().startsWith("The gate 'medium' is shut: 1 finding is as bad or worse."), shut.summary());
        assertEquals(ResultStatus.COMPLETED, review(Map.of("gate", "critical")).status());
        review(Map.of("baseline", "write", "gate", "high"));
        assertEquals(ResultStatus.COMPLETED, review(Map.of("gate", "high")).status());
    }

    @Test
    void a_parameter_that_means_nothing_is_refused_with_what_it_may_be() throws Exception {
        Map<String, String> answers =
                Map.of("gate", "critical, high, medium", "baseline", "'write'", "engines", "pmd, shellcheck, ruff");
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            Outcome refused = review(Map.of(answer.getKey(), "nonsense"));
            assertEquals("bad_parameter", refused.error().orElseThrow().code());
            assertTrue(refused.summary().contains(answer.getValue()), refused.summary());
        }
    }

    private Outcome review(Map<String, String> params) throws IOException, InterruptedException {
        return new ReviewSpecialist().perform(bench.assignment("review", "review_code", params, List.of(), List.of()));
    }

    private static List<String> rules(Outcome outcome) {
        return outcome.findings().stream().map(Finding::rule).toList();
    }
}
