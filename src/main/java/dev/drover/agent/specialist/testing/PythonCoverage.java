package dev.drover.agent.specialist.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Python's {@code coverage}, with its data outside of the workspace. */
final class PythonCoverage {
    private PythonCoverage() {}

    static Path data(Suite suite) {
        return suite.scratch().resolve("python.coverage");
    }

    /** Runs a module with everything below the project's folder measured. */
    static List<String> measured(Python python, String... module) {
        var command = new ArrayList<>(
                List.of(python.program(), "-m", "coverage", "run", "--branch", "--append", "--source=.", "-m"));
        command.addAll(List.of(module));
        return command;
    }

    static void report(Suite suite, Python python, Path xml) throws IOException, InterruptedException {
        suite.run(
                List.of(python.program(), "-m", "coverage", "xml", "-i", "-o", xml.toString()),
                Map.of("COVERAGE_FILE", data(suite).toString()));
    }
}
