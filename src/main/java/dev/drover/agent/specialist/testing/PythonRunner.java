package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.PythonProject;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.JunitXml.Case;
import dev.drover.agent.specialist.testing.JunitXml.End;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** pytest where it is configured and installed, else the standard library's unittest. */
final class PythonRunner implements TestRunner {
    private static final int PYTEST_FOUND_NONE = 5;
    private static final int PYTEST_FAILURES = 1;

    @Override
    public String title() {
        return "Python";
    }

    @Override
    public String looksFor() {
        return "a pytest configuration or test_*.py files for unittest";
    }

    @Override
    public boolean finds(Project project) {
        return project.python()
                .filter(p -> p.pytest() || !p.unittestFolders().isEmpty())
                .isPresent();
    }

    @Override
    public RunnerResult run(Assignment assignment, Project project) throws IOException, InterruptedException {
        PythonProject python = project.python().orElseThrow();
        if (!assignment.shell().has("python3")) {
            return new RunnerResult.Missing("python3", "to run the tests of this Python project");
        }
        if (python.pytest() && canImportPytest(assignment)) {
            return pytest(assignment);
        }
        if (python.unittestFolders().isEmpty()) {
            return new RunnerResult.Missing(
                    "pytest", "because this project configures it (python3 -m pip install pytest)");
        }
        return unittest(assignment, python.unittestFolders());
    }

    private static boolean canImportPytest(Assignment assignment) throws IOException, InterruptedException {
        List<String> command = List.of("python3", "-c", "import pytest");
        Ran ran = assignment.shell().run(command, assignment.workspace(), ENVIRONMENT);
        if (ran.timedOut()) {
            throw new CommandTimedOut(String.join(" ", command), ran);
        }
        return ran.exitCode() == 0;
    }

    private static RunnerResult pytest(Assignment assignment) throws IOException, InterruptedException {
        Path xml = assignment.artifacts().resolve("pytest.xml");
        Files.deleteIfExists(xml);
        List<String> command = List.of(
                "python3", "-m", "pytest", "--junitxml=" + xml, "-o", "junit_family=xunit2", "-p", "no:cacheprovider");
        Ran ran = assignment.shell().run(command, assignment.workspace(), ENVIRONMENT);
        Optional<TestReport> report = SafeFiles.isRegular(xml)
                ? Optional.of(report(JunitXml.read(xml), new Places(assignment.workspace())))
                : Optional.empty();
        if (ran.timedOut() || ran.exitCode() == 0 || ran.exitCode() == PYTEST_FAILURES) {
            return RunnerResult.of(ran, report, "");
        }
        List<Evidence> evidence = List.of(ran.evidence());
        if (ran.exitCode() == PYTEST_FOUND_NONE) {
            return new RunnerResult.NoTests(evidence);
        }
        // Every other exit code says that pytest was interrupted, mostly by a file that it could not import.
        String message =
                RunnerResult.message(ran, "ended with exit code " + ran.exitCode() + " before it was done", "");
        return new RunnerResult.NotRun(message, report.orElse(TestReport.NONE), evidence);
    }

    private static TestReport report(List<Case> cases, Places places) {
        var failures = new ArrayList<FailedTest>();
        long skipped = 0;
        for (Case test : cases) {
            if (test.end() == End.FAILED) {
                failures.add(new FailedTest(test.fullName(), test.message(), lastPlace(test.text(), places)));
            } else if (test.end() == End.SKIPPED) {
                skipped++;
            }
        }
        return TestReport.of(cases.size(), failures.size(), skipped, failures);
    }

    /** pytest prints the frames from the test down to where it failed, each as {@code file:line: what}. */
    private static Optional<FailedTest.Place> lastPlace(String text, Places places) {
        return text.lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("E "))
                .map(places::first)
                .flatMap(Optional::stream)
                .reduce((first, second) -> second);
    }

    private static RunnerResult unittest(Assignment assignment, List<String> folders)
            throws IOException, InterruptedException {
        TestReport all = TestReport.NONE;
        var evidence = new ArrayList<Evidence>();
        RunnerResult last = new RunnerResult.NoTests(List.of());
        for (String folder : folders) {
            var command = new ArrayList<>(List.of("python3", "-m", "unittest", "discover", "-v"));
            if (!folder.equals(".")) {
                command.addAll(List.of("-s", folder));
            }
            Ran ran = assignment.shell().run(command, assignment.workspace(), ENVIRONMENT);
            evidence.add(ran.evidence());
            Optional<TestReport> report = UnittestFormat.parse(ran, assignment.workspace());
            if (!ran.timedOut() && report.filter(r -> r.total() == 0).isPresent()) {
                continue;
            }
            last = RunnerResult.of(ran, report.filter(r -> !UnittestFormat.onlyImportErrors(r)), "");
            all = all.plus(report.orElse(TestReport.NONE));
            if (last instanceof RunnerResult.TimedOut) {
                return new RunnerResult.TimedOut(all, evidence);
            }
            if (last instanceof RunnerResult.NotRun notRun) {
                return new RunnerResult.NotRun(notRun.message(), all, evidence);
            }
        }
        return switch (last) {
            case RunnerResult.NoTests none -> new RunnerResult.NoTests(evidence);
            case RunnerResult.Uncounted uncounted -> new RunnerResult.Uncounted(evidence);
            default -> new RunnerResult.Tested(all, evidence);
        };
    }
}
