package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.project.NpmProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the test libraries of Node are asked for an lcov report; nothing when no coverage is wanted. */
record NodeCoverage(Suite suite, NpmProject npm) {
    private static final List<String> SCRIPTS = List.of("coverage", "test:coverage", "cover", "test:cov");

    List<String> jest() throws IOException {
        return suite.coverage()
                ? List.of("--coverage", "--coverageReporters=lcovonly", "--coverageDirectory=" + folder())
                : List.of();
    }

    List<String> vitest() throws IOException {
        boolean setUp =
                npm.packages().contains("@vitest/coverage-v8") || npm.packages().contains("@vitest/coverage-istanbul");
        return suite.coverage() && setUp
                ? List.of(
                        "--coverage.enabled",
                        "--coverage.reportOnFailure",
                        "--coverage.reporter=lcovonly",
                        "--coverage.reportsDirectory=" + folder())
                : List.of();
    }

    /** Options for {@code node --test}; the script's own choice of reporters is left alone. */
    Optional<List<String>> node() throws IOException {
        boolean own = npm.scripts().getOrDefault("test", "").contains("--test-reporter");
        return suite.coverage() && !own
                ? Optional.of(List.of(
                        "--experimental-test-coverage",
                        "--test-reporter=lcov",
                        "--test-reporter-destination='" + suite.coverageFile("node.info") + "'"))
                : Optional.empty();
    }

    /** A command that measures whatever the test script starts: the project's own script for it, or c8 or nyc. */
    Optional<List<String>> other() throws IOException {
        if (!suite.coverage()) {
            return Optional.empty();
        }
        String program = npm.manager().program();
        for (String script : SCRIPTS) {
            if (npm.scripts().containsKey(script)) {
                return Optional.of(List.of(program, "run", script));
            }
        }
        var folders = NodeFolders.of(suite);
        for (String tool : List.of("c8", "nyc")) {
            List<String> start = folders.plugAndPlay()
                    ? npm.packages().contains(tool) ? List.of("yarn", "exec", tool) : List.of()
                    : folders.program(tool).map(Path::toString).map(List::of).orElse(List.of());
            if (!start.isEmpty()) {
                var command = new ArrayList<>(start);
                command.add("--reporter=lcovonly");
                command.addAll(
                        tool.equals("c8")
                                ? List.of(
                                        "--reports-dir=" + folder(),
                                        "--temp-directory=" + suite.scratch().resolve("c8"))
                                : List.of(
                                        "--report-dir=" + folder(),
                                        "--temp-dir=" + suite.scratch().resolve("nyc")));
                command.addAll(List.of(program, "test"));
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    private Path folder() throws IOException {
        return suite.coverageFile("node");
    }
}
