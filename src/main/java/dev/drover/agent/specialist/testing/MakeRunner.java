package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.MakeProject;
import dev.drover.agent.specialist.project.Project;
import java.io.IOException;
import java.util.List;

/** {@code make test} or {@code make check}; what the tests said is read from the output where its form is known. */
final class MakeRunner implements TestRunner {
    @Override
    public String title() {
        return "Make";
    }

    @Override
    public String looksFor() {
        return "a makefile with a target test or check";
    }

    @Override
    public boolean finds(Project project) {
        return project.make().flatMap(MakeProject::testTarget).isPresent();
    }

    @Override
    public RunnerResult run(Assignment assignment, Project project) throws IOException, InterruptedException {
        if (!assignment.shell().has("make")) {
            return new RunnerResult.Missing("make", "to run the tests that the makefile names");
        }
        String target = project.make().flatMap(MakeProject::testTarget).orElse("test");
        Ran ran = assignment.shell().run(List.of("make", target), assignment.workspace(), ENVIRONMENT);
        return RunnerResult.of(ran, OutputFormats.parse(ran, assignment.workspace()), "");
    }
}
