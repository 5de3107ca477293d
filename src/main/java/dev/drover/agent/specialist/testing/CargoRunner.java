package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.CargoProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.testing.result.CargoFormat;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code cargo test} for all packages. */
final class CargoRunner implements TestRunner {
    private static final String DOCTESTS = "doc-tests ";

    @Override
    public String title(Project project) {
        return "Cargo";
    }

    @Override
    public String looksFor() {
        return "a Cargo.toml";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.cargo().isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        boolean workspace = suite.project().cargo().map(CargoProject::workspace).orElse(false);
        boolean measured = suite.coverage() && suite.has("cargo-llvm-cov");
        var command = new ArrayList<>(measured ? List.of("cargo", "llvm-cov") : List.of("cargo", "test"));
        if (workspace) {
            command.add("--workspace");
        }
        command.addAll(List.of("--no-fail-fast", "--color", "never"));
        if (measured) {
            command.addAll(List.of(
                    "--lcov", "--output-path", suite.coverageFile("cargo.info").toString()));
        }
        return run(suite, command);
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("cargo", "test", "--color", "never"));
        if (suite.project().cargo().map(CargoProject::workspace).orElse(false)) {
            command.add("--workspace");
        }
        if (test.origin().startsWith(DOCTESTS)) {
            command.add("--doc");
        }
        command.addAll(List.of("--", "--exact", test.name()));
        return Optional.of(run(suite, command));
    }

    private static RunnerResult run(Suite suite, List<String> command) throws IOException, InterruptedException {
        if (!suite.has("cargo")) {
            return new RunnerResult.Missing("cargo", "to run the tests of this Rust project");
        }
        Ran ran = suite.run(command);
        return RunnerResult.of(ran, OutputFormats.parse(new CargoFormat(), ran, suite.places()));
    }

    @Override
    public String coverageAdvice() {
        return "For Cargo, install cargo-llvm-cov (cargo install cargo-llvm-cov).";
    }
}
