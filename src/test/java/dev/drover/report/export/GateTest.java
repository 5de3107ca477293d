package dev.drover.report.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Severity;
import dev.drover.report.EndedRun;
import dev.drover.report.EndedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    @TempDir
    private Path folder;

    private EndedRun run;

    @BeforeEach
    void begin() {
        run = new EndedRun(folder)
                .task("review", "review", Answer.saying("1").finding(Severity.MEDIUM, "r", "m", "f", 1))
                .ended();
    }

    @Test
    void it_holds_back_findings_of_its_severity_and_worse() throws IOException {
        assertTrue(Gate.of(Severity.CRITICAL, run.account()).isOpen());
        assertTrue(Gate.of(Severity.HIGH, run.account()).isOpen());
        assertFalse(Gate.of(Severity.MEDIUM, run.account()).isOpen());
        assertFalse(Gate.of(Severity.LOW, run.account()).isOpen());
        assertEquals(
                "the gate 'low' holds it back: 1 medium finding",
                Gate.of(Severity.LOW, run.account()).reason());
    }

    @Test
    void what_is_not_known_does_not_pass() throws IOException {
        Files.delete(run.folder().resolve("tasks/review/1/result.json"));
        Gate gate = Gate.of(Severity.CRITICAL, run.account());
        assertFalse(gate.isOpen());
        assertTrue(gate.reason().contains("task review, which are not known"), gate.reason());
    }
}
