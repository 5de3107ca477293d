package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.review.pmd.PmdRules;
import dev.drover.agent.specialist.review.rule.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code src/docs/review.md} says of the rules is so. */
class ReviewPageTest {
    private static final Path PAGE = Path.of("src/docs/review.md");

    @Test
    void the_table_has_every_rule_with_its_severity_and_words() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[a-z]+[.-][a-z-]+` \\| (?:critical|high|medium|low|info) \\|.*"))
                .toList();
        List<String> rules = Catalogue.rules().stream()
                .map(rule -> "| `" + rule.id() + "` | " + rule.severity().wire() + " | " + rule.advice() + " |")
                .toList();
        assertEquals(String.join("\n", rules), String.join("\n", rows));
    }

    @Test
    void every_rule_of_pmd_that_runs_is_named() throws IOException {
        String page = Files.readString(PAGE);
        PmdRules.severities().keySet().forEach(rule -> assertTrue(page.contains("`" + rule + "`"), rule));
    }

    @Test
    void every_capability_is_explained() throws IOException {
        String page = Files.readString(PAGE);
        Rules.BY_CAPABILITY.keySet().forEach(name -> assertTrue(page.contains("| `" + name + "` |"), name));
    }
}
