package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.DocumentationSpecialist;
import dev.drover.message.Limits;
import dev.drover.message.ResultStatus;
import dev.drover.model.FakeModelServer;
import dev.drover.model.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A task of the documentation specialist, and a page that a model words beside what it writes. */
final class PageOnTop {
    private final Bench bench;
    private final FakeModelServer server;
    private final String written;
    private final String page;
    private long taskTokens;
    private Outcome alone = Outcome.completed("");
    private String before = "";

    /**
     * Nothing is done yet.
     *
     * @param written the file of the specialist, in the workspace
     * @param page the file of the model, among the artifacts
     */
    PageOnTop(Bench bench, FakeModelServer server, String written, String page) {
        this.bench = bench;
        this.server = server;
        this.written = written;
        this.page = page;
    }

    void limit(long tokens) {
        taskTokens = tokens;
    }

    Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        alone = new DocumentationSpecialist().perform(assignment);
        before = bench.read(written);
        assertTrue(OnTop.isFor(assignment.packet(), alone), alone::summary);
        return OnTop.add(
                assignment,
                alone,
                Optional.empty(),
                ModelSettings.of(server).taskTokens(taskTokens).access(bench.home()),
                Limits.NONE,
                List.of());
    }

    /** What the specialist did by itself. */
    Outcome alone() {
        return alone;
    }

    String page() throws IOException {
        return Files.readString(bench.artifacts().resolve(page));
    }

    void assertUntouched() throws IOException {
        assertEquals(before, bench.read(written));
        assertFalse(Files.exists(bench.workspace().resolve(page)));
    }

    /** All is as the specialist left it, and a sentence says why. */
    void assertNone(Outcome outcome, String sentence) throws IOException {
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(outcome.summary().startsWith(alone.summary() + " " + sentence), outcome::summary);
        assertEquals(alone.data(), outcome.data());
        assertTrue(outcome.artifacts().containsAll(alone.artifacts()));
        assertFalse(Files.exists(bench.artifacts().resolve(page)));
        assertUntouched();
    }
}
