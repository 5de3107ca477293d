package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.End;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.agent.specialist.testing.result.Place;
import dev.drover.agent.specialist.testing.result.Places;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code pytest} with a JUnit XML of its own. */
final class Pytest {
    private static final int FOUND_NONE = 5;
    private static final int FAILURES = 1;

    private Pytest() {}

    /** Runs all of the project's, with further arguments. */
    static RunnerResult run(Suite suite, Python python, List<String> more) throws IOException, InterruptedException {
        if (!suite.coverage() || !(python.has("pytest_cov") || python.has("coverage"))) {
            return run(suite, List.of(python.program(), "-m", "pytest"), more);
        }
        Path xml = suite.coverageFile("python.xml");
        if (python.has("pytest_cov")) {
            var measuring = new ArrayList<>(List.of("--cov", "--cov-branch", "--cov-report=xml:" + xml));
            measuring.addAll(more);
            return run(suite, List.of(python.program(), "-m", "pytest"), measuring);
        }
        RunnerResult result = run(suite, PythonCoverage.measured(python, "pytest"), more);
        PythonCoverage.report(suite, python, xml);
        return result;
    }

    /** The test by its node id, as pytest names it: file, classes, name. */
    static Optional<RunnerResult> alone(Suite suite, Python python, TestCase test)
            throws IOException, InterruptedException {
        String module = test.origin().replaceAll("\\.py$", "").replace('/', '.');
        if (test.origin().isEmpty() || !test.owner().startsWith(module)) {
            return Optional.empty();
        }
        String classes = test.owner().substring(module.length()).replace(".", "::");
        String id = test.origin() + classes + "::" + test.name();
        return Optional.of(run(suite, List.of(python.program(), "-m", "pytest"), List.of(id)));
    }

    private static RunnerResult run(Suite suite, List<String> start, List<String> more)
            throws IOException, InterruptedException {
        Path xml = suite.fresh("pytest.xml");
        var command = new ArrayList<>(start);
        // The first family names the file of each test, the second does not.
        command.addAll(List.of("--junitxml=" + xml, "-o", "junit_family=xunit1", "-p", "no:cacheprovider"));
        command.addAll(more);
        Ran ran = suite.run(
                command, Map.of("COVERAGE_FILE", PythonCoverage.data(suite).toString()));
        Places places = suite.places();
        Optional<TestReport> report = SafeFiles.isRegular(xml)
                ? Optional.of(JunitXml.report(List.of(xml), file -> test -> understood(test, places)))
                : Optional.empty();
        if (ran.timedOut() || ran.flooded() || ran.exitCode() == 0 || ran.exitCode() == FAILURES) {
            return RunnerResult.of(ran, report);
        }
        List<Evidence> evidence = List.of(ran.evidence());
        if (ran.exitCode() == FOUND_NONE) {
            return new RunnerResult.NoTests("", evidence);
        }
        // Every other exit code says that pytest was interrupted, mostly by a file that it could not import.
        String message = RunnerResult.message(ran, "ended with exit code " + ran.exitCode() + " before it was done");
        return new RunnerResult.NotRun(message, report.orElse(TestReport.NONE), evidence);
    }

    private static TestCase understood(JunitXml.Case test, Places places) {
        boolean failed = test.end() == End.FAILED;
        Optional<Place> place = failed ? lastPlace(test.text(), places).or(() -> own(test, places)) : Optional.empty();
        return new TestCase(
                test.className(),
                test.name(),
                test.end(),
                test.message(),
                failed ? test.text() : "",
                place,
                test.time(),
                test.file());
    }

    /** pytest prints the frames from the test down to where it failed, each as {@code file:line: what}. */
    private static Optional<Place> lastPlace(String text, Places places) {
        return text.lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("E "))
                .map(places::first)
                .flatMap(Optional::stream)
                .reduce((first, second) -> second);
    }

    /** Where the test itself stands; pytest counts lines from 0 there. */
    private static Optional<Place> own(JunitXml.Case test, Places places) {
        int line = test.line().matches("\\d{1,8}") ? Integer.parseInt(test.line()) + 1 : 1;
        return places.of(test.file(), line);
    }
}
