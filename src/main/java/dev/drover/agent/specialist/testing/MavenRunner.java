package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.MavenProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code mvn test} in all modules; what the tests said is read from Surefire's reports. */
final class MavenRunner implements TestRunner {
    private static final int OUTPUT_BYTES = 4 << 20;

    @Override
    public String title() {
        return "Maven";
    }

    @Override
    public String looksFor() {
        return "a pom.xml";
    }

    @Override
    public boolean finds(Project project) {
        return project.maven().isPresent();
    }

    @Override
    public RunnerResult run(Assignment assignment, Project project) throws IOException, InterruptedException {
        boolean wrapper = project.maven().map(MavenProject::wrapper).orElse(false);
        if (!wrapper && !assignment.shell().has("mvn")) {
            return new RunnerResult.Missing("mvn", "to run the tests of this Maven project");
        }
        SurefireReports before = SurefireReports.find(assignment.workspace());
        // One module's failure must not hide the results of those that do not need it.
        Ran ran = assignment
                .shell()
                .run(
                        List.of(wrapper ? "./mvnw" : "mvn", "-B", "--fail-at-end", "test"),
                        assignment.workspace(),
                        ENVIRONMENT);
        TestReport report = SurefireReports.find(assignment.workspace())
                .writtenSince(before)
                .report(assignment.workspace());
        if (!ran.timedOut()
                && ran.exitCode() != 0
                && SafeFiles.outputTail(ran.output(), OUTPUT_BYTES).contains("COMPILATION ERROR")) {
            String message = RunnerResult.message(ran, "found code that does not compile", "");
            return new RunnerResult.NotRun(message, report, List.of(ran.evidence()));
        }
        return RunnerResult.of(ran, Optional.of(report), "");
    }
}
