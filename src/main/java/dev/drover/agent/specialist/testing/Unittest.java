package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.UnittestStart;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.agent.specialist.testing.result.UnittestFormat;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The standard library's unittest, started once in each folder that discovery does not come to by itself. */
final class Unittest {
    private static final Pattern NAME = Pattern.compile("^[\\w.]{1,600}$");

    private Unittest() {}

    static RunnerResult run(Suite suite, Python python, List<UnittestStart> starts)
            throws IOException, InterruptedException {
        boolean measured = suite.coverage() && python.has("coverage");
        TestReport all = TestReport.NONE;
        var evidence = new ArrayList<Evidence>();
        RunnerResult last = new RunnerResult.NoTests("", List.of());
        for (UnittestStart start : starts) {
            var command = new ArrayList<>(
                    measured
                            ? PythonCoverage.measured(python, "unittest", "discover", "-v")
                            : List.of(python.program(), "-m", "unittest", "discover", "-v"));
            command.addAll(start.arguments());
            Ran ran = suite.run(
                    command, Map.of("COVERAGE_FILE", PythonCoverage.data(suite).toString()));
            evidence.add(ran.evidence());
            Optional<TestReport> report = OutputFormats.parse(new UnittestFormat(), ran, suite.places());
            if (!ran.timedOut() && report.filter(r -> r.total() == 0).isPresent()) {
                continue;
            }
            last = RunnerResult.of(ran, report.filter(r -> !UnittestFormat.onlyImportErrors(r)));
            all = all.plus(from(start.folder(), report.orElse(TestReport.NONE)));
            if (last instanceof RunnerResult.TimedOut) {
                return new RunnerResult.TimedOut(all, evidence);
            }
            if (last instanceof RunnerResult.NotRun notRun) {
                return new RunnerResult.NotRun(notRun.message(), all, evidence);
            }
        }
        if (measured) {
            PythonCoverage.report(suite, python, suite.coverageFile("python.xml"));
        }
        return last instanceof RunnerResult.Tested ? new RunnerResult.Tested(all, evidence) : last.with(evidence);
    }

    private static TestReport from(String folder, TestReport report) {
        return new TestReport(
                report.total(),
                report.passed(),
                report.failed(),
                report.skipped(),
                report.cases().stream().map(test -> test.from(folder)).toList(),
                report.problems());
    }

    /** The test by its dotted name, which counts from the folder that discovery was started in. */
    static Optional<RunnerResult> alone(Suite suite, Python python, TestCase test)
            throws IOException, InterruptedException {
        String name = test.fullName().replaceAll(" .*$", "");
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Ran ran = suite.run(
                List.of(python.program(), "-m", "unittest", "-v", name),
                Map.of("PYTHONPATH", suite.folder().resolve(test.origin()).toString()));
        return Optional.of(RunnerResult.of(ran, OutputFormats.parse(new UnittestFormat(), ran, suite.places())));
    }
}
