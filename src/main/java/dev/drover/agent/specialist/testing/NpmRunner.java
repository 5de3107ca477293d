package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.NpmProject;
import dev.drover.agent.specialist.project.Project;
import java.io.IOException;
import java.util.List;

/** {@code npm test}; what the tests said is read from the output, whichever test library the script starts. */
final class NpmRunner implements TestRunner {
    @Override
    public String title() {
        return "npm";
    }

    @Override
    public String looksFor() {
        return "a package.json with a test script";
    }

    @Override
    public boolean finds(Project project) {
        return project.npm().filter(NpmProject::hasTests).isPresent();
    }

    @Override
    public RunnerResult run(Assignment assignment, Project project) throws IOException, InterruptedException {
        if (!assignment.shell().has("npm")) {
            return new RunnerResult.Missing("npm", "to run the test script of package.json");
        }
        Ran ran = assignment.shell().run(List.of("npm", "test", "--silent"), assignment.workspace(), ENVIRONMENT);
        boolean needsInstall = project.npm().map(NpmProject::needsInstall).orElse(false);
        String hint =
                needsInstall ? "package.json names packages and none are installed: run 'npm install' first." : "";
        return RunnerResult.of(ran, OutputFormats.parse(ran, assignment.workspace()), hint);
    }
}
