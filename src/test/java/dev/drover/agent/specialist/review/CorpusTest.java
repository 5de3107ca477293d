package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.review.rule.Catalogue;
import dev.drover.agent.specialist.review.rule.KnownRule;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every planted defect is found, and beside them nothing that one would have to look at. */
class CorpusTest {
    @TempDir
    private Path temp;

    @Test
    void every_planted_defect_is_found_and_nothing_else_of_weight() throws Exception {
        var bench = new Bench(temp);
        List<String> planted = Corpus.plant(bench);
        Outcome outcome = new ReviewSpecialist().perform(bench.assignment("review", "review_code"));
        assertEquals("", problems(outcome), outcome.summary());
        Set<String> found = outcome.findings().stream().map(CorpusTest::place).collect(Collectors.toSet());
        assertEquals(List.of(), planted.stream().filter(p -> !found.contains(p)).toList(), "missed");
        List<Finding> beside = outcome.findings().stream()
                .filter(f -> f.severity().compareTo(Severity.MEDIUM) <= 0)
                .filter(f -> !planted.contains(place(f)))
                .toList();
        assertEquals(List.of(), beside, "false alarms");
        assertTrue(planted.size() > 190, () -> planted.size() + " planted");
        for (String secret : Corpus.secrets().values()) {
            String page = Files.readString(bench.artifacts().resolve("review.md"))
                    + Files.readString(bench.artifacts().resolve("review.sarif"));
            String end = secret.substring(secret.length() - 12);
            assertTrue(!page.contains(end), () -> end + " is in the report");
        }
    }

    @Test
    void the_corpus_holds_every_rule_that_one_file_can_break() throws Exception {
        List<String> planted = Corpus.plant(new Bench(temp));
        Set<String> covered =
                planted.stream().map(p -> p.substring(p.indexOf(' ') + 1)).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (KnownRule rule : Catalogue.rules()) {
            boolean elsewhere = rule.id().startsWith("tree.")
                    || Set.of("suppression-without-reason", "size.file", "leftover.system-out")
                            .contains(rule.id());
            if (!elsewhere && !covered.contains(rule.id())) {
                missing.add(rule.id());
            }
        }
        assertEquals(Set.of(), missing);
    }

    private static String problems(Outcome outcome) {
        return outcome.summary().contains("did not do its work") ? outcome.summary() : "";
    }

    private static String place(Finding finding) {
        return finding.file().orElse("") + ":" + finding.line().orElse(0) + " " + finding.rule();
    }
}
