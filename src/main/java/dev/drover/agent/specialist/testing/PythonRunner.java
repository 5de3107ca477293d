package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.PythonProject;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * tox where it is configured and installed; else pytest where the tests are written for it or it is configured and
 * installed; else the standard library's unittest.
 */
final class PythonRunner implements TestRunner {
    @Override
    public String title(Project project) {
        return "Python";
    }

    @Override
    public String looksFor() {
        return "a pytest or tox configuration or Python files with tests (test_*.py, *_test.py)";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.python().filter(PythonProject::hasTests).isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        PythonProject project = suite.project().python().orElseThrow();
        if (project.tox() && suite.has("tox") && !suite.coverage()) {
            // Without arguments, of which versions before 4 know others.
            Ran ran = suite.run(List.of("tox"));
            return RunnerResult.of(ran, OutputFormats.parse(ran, suite.places()));
        }
        Optional<Python> python = Python.of(suite);
        if (python.isEmpty()) {
            return new RunnerResult.Missing("python3", "to run the tests of this Python project");
        }
        if (project.pytest() && python.get().has("pytest")) {
            return Pytest.run(suite, python.get(), project.pytestArguments());
        }
        if (project.pytestFiles() > 0) {
            return new RunnerResult.Missing(
                    "pytest",
                    "because " + project.pytestFiles() + (project.pytestFiles() == 1 ? " file is" : " files are")
                            + " written for it (python3 -m pip install pytest)");
        }
        if (!project.unittests().isEmpty()) {
            return Unittest.run(suite, python.get(), project.unittests());
        }
        return project.pytest()
                ? new RunnerResult.Missing(
                        "pytest", "because this project configures it (python3 -m pip install pytest)")
                : new RunnerResult.Missing("tox", "because this project configures it (python3 -m pip install tox)");
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        PythonProject project = suite.project().python().orElseThrow();
        Optional<Python> python = project.tox() && suite.has("tox") ? Optional.empty() : Python.of(suite);
        if (python.isEmpty()) {
            return Optional.empty();
        }
        return project.pytest() && python.get().has("pytest")
                ? Pytest.alone(suite, python.get(), test)
                : Unittest.alone(suite, python.get(), test);
    }

    @Override
    public String coverageAdvice() {
        return "For Python, install coverage (python3 -m pip install coverage).";
    }
}
