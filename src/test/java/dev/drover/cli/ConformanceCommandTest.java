package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.conformance.Check;
import dev.drover.conformance.Suite;
import dev.drover.message.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConformanceCommandTest {
    @Test
    void the_list_has_every_check_with_its_rule_and_starts_nothing() {
        Cli.Ran ran = Cli.bare("conformance", "--list");

        assertEquals(0, ran.code(), ran::toString);
        List<String> lines = ran.out().lines().toList();
        assertEquals(Suite.checks().size(), lines.size());
        for (Check check : Suite.checks()) {
            assertTrue(
                    lines.stream().anyMatch(line -> line.startsWith(check.name() + " ") && line.contains(check.rule())),
                    check.name());
        }
    }

    @Test
    void an_agent_that_keeps_to_the_chosen_checks_ends_with_0_and_its_folder_is_removed() {
        Cli.Ran ran = Cli.bare(
                "conformance", "--only", "stop-tidies,identity", "--", "python3", "src/docs/examples/agent.py");

        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("conforms: 2 of 2 passed"), ran::toString);
        assertFalse(Files.exists(folder(ran)), ran::toString);
    }

    @Test
    void an_agent_that_does_nothing_ends_with_1_and_says_what_was_seen() {
        Cli.Ran ran = Cli.bare("conformance", "--only", "identity", "--json", "--", "sh", "-c", "echo no; exit 3");

        assertEquals(1, ran.code(), ran::toString);
        JsonNode report = Json.tree(ran.out());
        assertEquals(1, report.path("failed_required").asInt());
        assertFalse(report.path("conforms").asBoolean());
        String seen = report.path("checks").path(0).path("seen").asString("");
        assertTrue(seen.contains("ended with exit code 3; the end of what it printed: no"), seen);
        assertTrue(seen.contains("bus/queue/testing/normal/first-0123456789abcdef.1.json"), seen);
    }

    @Test
    void what_only_is_recommended_does_not_change_the_exit_code() {
        Cli.Ran ran = Cli.bare(
                "conformance",
                "--only",
                "stop-tidies",
                "--",
                "sh",
                "-c",
                "sed 's/^rmdir.*//; s/^rm -f.*//' \"$0\" >\"$DROVER_HOME/agent.sh\"; exec sh \"$DROVER_HOME/agent.sh\"",
                "src/docs/examples/agent.sh");

        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("0 required and 1 recommended failed"), ran::toString);
    }

    @Test
    void a_check_that_there_is_not_is_refused_with_those_there_are() {
        Cli.Ran ran = Cli.bare("conformance", "--only", "heartbeets", "--own");

        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.err().contains("'heartbeets'; use one of identity, "), ran::toString);
    }

    @Test
    void without_a_program_it_says_how_to_name_one() {
        Cli.Ran ran = Cli.bare("conformance");

        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.err().contains("drover conformance -- python3 agent.py"), ran::toString);
    }

    @Test
    void an_agent_is_waited_for_as_long_as_the_user_says() {
        Cli.Ran ran = Cli.bare(
                "conformance", "--only", "identity", "--patience", "1", "--json", "--", "sh", "-c", "exec sleep 60");

        assertEquals(1, ran.code(), ran::toString);
        String seen = Json.tree(ran.out()).path("checks").path(0).path("seen").asString("");
        assertTrue(seen.startsWith("waited 1 s for "), seen);
    }

    @Test
    void no_patience_at_all_is_refused() {
        Cli.Ran ran = Cli.bare("conformance", "--patience", "0", "--", "true");

        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.err().contains("--patience is 0 seconds; give it at least 1"), ran::toString);
    }

    private static Path folder(Cli.Ran ran) {
        Matcher matcher = Pattern.compile(" in (/\\S*drover-conformance-\\S*)").matcher(ran.out());
        assertTrue(matcher.find(), ran::toString);
        return Path.of(matcher.group(1));
    }
}
