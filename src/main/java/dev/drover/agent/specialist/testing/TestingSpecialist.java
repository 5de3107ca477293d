package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs the tests of the projects in the workspace, with every runner that finds some, and measures their coverage. */
public final class TestingSpecialist implements Specialist {
    private static final String COVERAGE = "coverage";
    private static final Set<String> CAPABILITIES = Set.of("run_tests", COVERAGE);

    @Override
    public boolean canDo(String capability) {
        return CAPABILITIES.contains(capability);
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        try (var scratch = Scratch.beside(assignment.artifacts())) {
            List<Project> projects = OwnProjects.of(assignment);
            boolean coverage =
                    assignment.packet().capability().filter(COVERAGE::equals).isPresent();
            var run = new TestRun(assignment, projects, scratch, coverage);
            run.all();
            var verdict = new Verdict(run.results(), run.reruns(), lookedFor(projects));
            Outcome tests = run.results().isEmpty()
                    ? verdict.outcome()
                    : verdict.outcome().withArtifacts(TestArtifacts.write(assignment, run.results(), verdict.report()));
            return coverage ? new CoverageVerdict(assignment, run, verdict).outcome(tests) : tests;
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static String lookedFor(List<Project> projects) {
        String looked = TestRun.RUNNERS.stream().map(TestRunner::looksFor).collect(Collectors.joining(", "));
        return "Looked at the root of the workspace and in its folders for " + looked + "."
                + projects.stream()
                        .flatMap(project -> project.problems().stream())
                        .map(problem -> " " + problem + ".")
                        .collect(Collectors.joining());
    }
}
