package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.project.Project;
import java.io.IOException;
import java.util.Map;

/** Runs the tests of one kind of project. Stateless. */
interface TestRunner {
    /** Kept out of the workspace, whatever starts Python: compiled files. */
    Map<String, String> ENVIRONMENT = Map.of("PYTHONDONTWRITEBYTECODE", "1", "CI", "1", "NO_COLOR", "1");

    /** What people call it. */
    String title();

    /** What it needs to find in a workspace, for the sentence that says that there was nothing. */
    String looksFor();

    /** Whether the project has tests for it. */
    boolean finds(Project project);

    RunnerResult run(Assignment assignment, Project project) throws IOException, InterruptedException;
}
