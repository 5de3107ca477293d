package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs the tests of one kind of project. Stateless. */
interface TestRunner {
    /** What people call it. */
    String title(Project project);

    /** What it needs to find in a workspace, for the sentence that says that there was nothing. */
    String looksFor();

    /**
     * Whether the project has tests for it.
     *
     * @param all every project of the workspace, whose tests are run as well
     */
    boolean finds(Project project, List<Project> all);

    RunnerResult run(Suite suite) throws IOException, InterruptedException;

    /** Runs one test by itself that was in this runner's results; empty when there is no way to name it to the runner. */
    Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException;

    /** What to add to such a project so that its coverage is measured, as a sentence. */
    String coverageAdvice();
}
