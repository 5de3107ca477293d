package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.GradleProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code gradle test} in all projects of the build; what the tests said is read from the reports that it writes. */
final class GradleRunner implements TestRunner {
    private static final Pattern METHOD = Pattern.compile("^([\\w$]{1,200})(?:[({\\[].*)?$");
    private static final Pattern CLASS = Pattern.compile("^[\\w.$]{1,300}$");
    private static final Pattern MODULE = Pattern.compile("^[\\w./-]{0,300}$");

    @Override
    public String title(Project project) {
        return "Gradle";
    }

    @Override
    public String looksFor() {
        return "a build.gradle or build.gradle.kts";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.gradle().isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        // Gradle does not run tests again that nothing has changed for, unless their results are removed first.
        var tasks = new ArrayList<>(List.of("--continue", "cleanTest", suite.integration() ? "check" : "test"));
        if (suite.coverage()
                && suite.project().gradle().map(GradleProject::jacoco).orElse(false)) {
            tasks.add("jacocoTestReport");
        }
        return run(suite, tasks);
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        Matcher method = METHOD.matcher(test.name());
        if (!CLASS.matcher(test.owner()).matches()
                || !method.matches()
                || !MODULE.matcher(test.origin()).matches()) {
            return Optional.empty();
        }
        String project = test.origin().isEmpty() ? ":" : ":" + test.origin().replace('/', ':') + ":";
        return Optional.of(run(
                suite,
                List.of(project + "cleanTest", project + "test", "--tests", test.owner() + "." + method.group(1))));
    }

    private static RunnerResult run(Suite suite, List<String> tasks) throws IOException, InterruptedException {
        String program = suite.project().gradle().map(GradleProject::program).orElse("gradle");
        if (program.equals("gradle") && !suite.has("gradle")) {
            return new RunnerResult.Missing(
                    "gradle", "to run the tests of this Gradle project, which has no executable gradlew");
        }
        JvmReports reports = JvmReports.begin(suite, "build", path -> path.startsWith("test-results"));
        // A daemon would be left running behind the agent's back.
        var command = new ArrayList<>(List.of(program, "--no-daemon", "--console=plain"));
        command.addAll(tasks);
        Ran ran = suite.run(command);
        return RunnerResult.of(ran, Optional.of(reports.written()));
    }

    @Override
    public String coverageAdvice() {
        return "For Gradle, apply the plug-in jacoco and let jacocoTestReport write XML (reports.xml.required = true).";
    }
}
