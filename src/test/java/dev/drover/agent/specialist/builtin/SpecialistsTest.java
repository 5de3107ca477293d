package dev.drover.agent.specialist.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialistsTest {
    @ParameterizedTest
    @ValueSource(strings = {"testing", "review", "documentation", "git", "deployment", "coding"})
    void six_types_have_a_specialist(String type) {
        assertTrue(Specialists.forType(type).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring", "poetry"})
    void the_others_have_none(String type) {
        assertTrue(Specialists.forType(type).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"testing,run_tests", "review,review_code", "documentation,document_project", "git,commit_changes"})
    void a_helper_command_that_outlasts_the_packet_is_a_timeout(String type, String capability, @TempDir Path temp)
            throws Exception {
        var bench = new Bench(temp);
        bench.repository().write("conftest.py", "").commitAll();
        bench.shell().timeout(Duration.ZERO);
        Outcome outcome = Specialists.forType(type).orElseThrow().perform(bench.assignment(type, capability));
        assertEquals(ResultStatus.TIMEOUT, outcome.status(), outcome.summary());
        assertEquals("timeout", outcome.error().orElseThrow().code());
    }

    @Test
    void what_was_documented_can_be_committed(@TempDir Path temp) throws Exception {
        var bench = new Bench(temp);
        bench.repository().write("a.py", "x = 1\n").commitAll();
        Outcome documented = Specialists.forType("documentation")
                .orElseThrow()
                .perform(bench.assignment("documentation", "document_project"));
        var input = new TaskInput("t0", documented.summary(), Optional.empty(), documented.artifacts(), "bus/x.json");
        Outcome committed = Specialists.forType("git")
                .orElseThrow()
                .perform(bench.assignment("git", "commit_changes", Map.of(), List.of(input), List.of()));
        assertEquals(
                bench.read("README.md").strip(),
                bench.git("cat-file", "blob", committed.commit().orElseThrow() + ":README.md"));
    }
}
