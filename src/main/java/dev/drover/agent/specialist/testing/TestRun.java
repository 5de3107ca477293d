package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.testing.coverage.Coverage;
import dev.drover.agent.specialist.testing.result.TestReport;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All runners that find tests in all projects, one after the other, and then the failed tests again. Some time is kept
 * for the suites that follow, so that one that never ends does not keep them from being run. Confined to one thread.
 */
final class TestRun {
    static final List<TestRunner> RUNNERS = List.of(
            new MavenRunner(),
            new GradleRunner(),
            new NodeRunner(),
            new PythonRunner(),
            new GoRunner(),
            new CargoRunner(),
            new CtestRunner(),
            new MakeRunner());

    /** The part of the time left that is kept for each suite that follows. */
    private static final int KEPT_TENTHS = 1;

    private static final int MOST_KEPT_TENTHS = 5;

    private final Assignment assignment;
    private final List<Planned> planned = new ArrayList<>();
    private final List<SuiteResult> results = new ArrayList<>();
    private final List<Evidence> reruns = new ArrayList<>();
    private Coverage coverage = new Coverage(List.of(), 0, List.of());

    private record Planned(TestRunner runner, Suite suite) {}

    TestRun(Assignment assignment, List<Project> projects, Scratch scratch, boolean coverage) throws IOException {
        this.assignment = assignment;
        boolean integration = assignment
                .packet()
                .params()
                .getOrDefault("integration", "false")
                .equals("true");
        for (Project project : projects) {
            for (TestRunner runner : RUNNERS) {
                if (runner.finds(project, projects)) {
                    var suite = new Suite(
                            assignment,
                            project,
                            scratch.part(planned.size()),
                            coverage,
                            integration,
                            assignment.shell().timeLeft());
                    planned.add(new Planned(runner, suite));
                }
            }
        }
    }

    void all() throws IOException, InterruptedException {
        List<Suite> suites = planned.stream().map(Planned::suite).toList();
        CoverageRun reports = CoverageRun.begin(
                assignment.workspace(), suites.stream().filter(Suite::coverage).toList());
        for (int i = 0; i < planned.size(); i++) {
            Planned next = planned.get(i);
            Suite suite = next.suite().lasting(limit(planned.size() - i - 1));
            results.add(new SuiteResult(suite, next.runner(), run(next.runner(), suite), List.of()));
        }
        // Before failed tests are run again, which would write reports of those alone.
        coverage = reports.end(suites);
        for (int i = 0; i < results.size(); i++) {
            results.set(i, again(results.get(i)));
        }
    }

    private static RunnerResult run(TestRunner runner, Suite suite) throws IOException, InterruptedException {
        try {
            return runner.run(suite);
        } catch (CommandTimedOut e) {
            return new RunnerResult.TimedOut(TestReport.NONE, List.of(e.ran().evidence()));
        }
    }

    private Duration limit(int following) {
        int kept = Math.min(MOST_KEPT_TENTHS, following * KEPT_TENTHS);
        return assignment.shell().timeLeft().multipliedBy(10 - kept).dividedBy(10);
    }

    private SuiteResult again(SuiteResult result) throws IOException, InterruptedException {
        if (!(result.result() instanceof RunnerResult.Tested tested)) {
            return result;
        }
        Reruns.Done done = Reruns.of(result.suite(), result.runner(), tested.report());
        reruns.addAll(done.evidence());
        return new SuiteResult(result.suite(), result.runner(), tested, done.reruns());
    }

    List<SuiteResult> results() {
        return List.copyOf(results);
    }

    List<Evidence> reruns() {
        return List.copyOf(reruns);
    }

    Coverage coverage() {
        return coverage;
    }
}
