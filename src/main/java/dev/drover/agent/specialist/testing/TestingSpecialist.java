package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.message.Packet;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the tests of the project in the workspace, with every runner that finds some at its root. */
public final class TestingSpecialist implements Specialist {
    private static final String CAPABILITY = "run_tests";

    private static final List<TestRunner> RUNNERS =
            List.of(new MavenRunner(), new NpmRunner(), new PythonRunner(), new MakeRunner());

    @Override
    public boolean canDo(Packet packet) {
        return packet.capability().filter(CAPABILITY::equals).isPresent();
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        Project project = Project.read(assignment.workspace());
        Map<String, RunnerResult> results = new LinkedHashMap<>();
        try {
            for (TestRunner runner : RUNNERS) {
                if (runner.finds(project)) {
                    RunnerResult result = runner.run(assignment, project);
                    results.put(runner.title(), result);
                    if (result instanceof RunnerResult.TimedOut) {
                        break;
                    }
                }
            }
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
        return new Verdict(results, lookedFor(project)).outcome();
    }

    private static String lookedFor(Project project) {
        String looked = RUNNERS.stream().map(TestRunner::looksFor).collect(Collectors.joining(", "));
        return "Looked at the root of the workspace for " + looked + "."
                + project.problems().stream().map(p -> " " + p + ".").collect(Collectors.joining());
    }
}
