package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.testing.result.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tests of one project of the workspace, and how they are to be run.
 *
 * @param scratch folder for what runners write and nobody keeps; exists
 * @param coverage whether coverage is to be measured, where the project is set up for it
 * @param integration whether integration tests are wanted as well
 * @param limit how long each command may take at most
 */
record Suite(
        Assignment assignment, Project project, Path scratch, boolean coverage, boolean integration, Duration limit) {
    /**
     * Kept out of the workspace, whatever starts Python or pnpm: compiled files, and packages, which pnpm installs
     * before it runs a script. Nor does Corepack, which is often what stands behind yarn and pnpm, fetch these.
     */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PYTHONDONTWRITEBYTECODE",
            "1",
            "pnpm_config_verify_deps_before_run",
            "false",
            "COREPACK_ENABLE_NETWORK",
            "0",
            "CI",
            "1",
            "NO_COLOR",
            "1",
            "CLICOLOR",
            "0");

    Suite lasting(Duration newLimit) {
        return new Suite(assignment, project, scratch, coverage, integration, newLimit);
    }

    /** For a test by itself, of which the coverage is not wanted. */
    Suite again(Duration newLimit) {
        return new Suite(assignment, project, scratch, false, integration, newLimit);
    }

    Path folder() {
        return project.root();
    }

    Places places() {
        return new Places(assignment.workspace(), folder());
    }

    /** The folder relative to the workspace; empty for its root. */
    String name() {
        return assignment.workspace().relativize(folder()).toString();
    }

    boolean has(String program) {
        return assignment.shell().has(program);
    }

    /** Runs a command in the project's folder. */
    Ran run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    Ran run(List<String> command, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(more);
        return assignment.shell().run(command, folder(), environment, limit);
    }

    /** A file in the scratch folder that is not there yet. */
    Path fresh(String name) throws IOException {
        Path file = scratch.resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    /** Where a runner is to leave coverage data; what is there is of this run. */
    Path coverageFile(String name) throws IOException {
        return Files.createDirectories(scratch.resolve("coverage")).resolve(name);
    }
}
