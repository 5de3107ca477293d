package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.CmakeProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.End;
import dev.drover.agent.specialist.testing.result.JunitXml;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Configures, builds and tests with CMake: in the project's build folder when it has one, else outside of it. */
final class CtestRunner implements TestRunner {
    @Override
    public String title(Project project) {
        return "CTest";
    }

    @Override
    public String looksFor() {
        return "a CMakeLists.txt that enables testing";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.cmake().filter(CmakeProject::tests).isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        for (String tool : List.of("cmake", "ctest")) {
            if (!suite.has(tool)) {
                return new RunnerResult.Missing(tool, "to build and run the tests of this CMake project");
            }
        }
        Path build = buildFolder(suite);
        var evidence = new ArrayList<Evidence>();
        List<List<String>> steps = List.of(
                List.of("cmake", "-S", suite.folder().toString(), "-B", build.toString()),
                List.of("cmake", "--build", build.toString()));
        for (List<String> step : steps) {
            Ran ran = suite.run(step);
            evidence.add(ran.evidence());
            if (ran.timedOut()) {
                return new RunnerResult.TimedOut(TestReport.NONE, evidence);
            }
            if (ran.exitCode() != 0) {
                String what = "ended with exit code " + ran.exitCode() + ", so there is nothing to test";
                return new RunnerResult.NotRun(RunnerResult.message(ran, what), TestReport.NONE, evidence);
            }
        }
        return test(suite, build, List.of(), evidence);
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        String name = "^" + test.name().replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1") + "$";
        return Optional.of(test(suite, buildFolder(suite), List.of("-R", name), List.of()));
    }

    private static Path buildFolder(Suite suite) {
        return Stream.of(suite.folder().resolve("build"))
                .filter(folder -> SafeFiles.isRegular(folder.resolve("CMakeCache.txt")))
                .findFirst()
                .orElse(suite.scratch().resolve("cmake"));
    }

    private static RunnerResult test(Suite suite, Path build, List<String> more, List<Evidence> before)
            throws IOException, InterruptedException {
        Path xml = suite.fresh("ctest.xml");
        var command = new ArrayList<>(List.of(
                "ctest", "--test-dir", build.toString(), "--output-on-failure", "--output-junit", xml.toString()));
        command.addAll(more);
        Ran ran = suite.run(command);
        Optional<TestReport> report = SafeFiles.isRegular(xml)
                ? Optional.of(JunitXml.report(List.of(xml), file -> test -> understood(test, suite)))
                : Optional.empty();
        var evidence = new ArrayList<>(before);
        evidence.add(ran.evidence());
        return RunnerResult.of(ran, report).with(evidence);
    }

    /** CTest names no owner, and puts what a program printed beside the failure. */
    private static TestCase understood(JunitXml.Case test, Suite suite) {
        boolean failed = test.end() == End.FAILED;
        String said = test.output()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, last) -> last)
                .orElse("");
        String message = said.isEmpty() ? test.message() : test.message() + ": " + said;
        return new TestCase(
                "",
                test.name(),
                test.end(),
                failed ? message : "",
                failed ? test.output() : "",
                failed ? suite.places().first(test.output()) : Optional.empty(),
                test.time(),
                "");
    }

    @Override
    public String coverageAdvice() {
        return "For CMake, let the tests write an lcov or Cobertura report (lcov.info, coverage.xml) into the project.";
    }
}
