package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.MavenProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mvn test} in all modules; what the tests said is read from the reports of Surefire and Failsafe. */
final class MavenRunner implements TestRunner {
    private static final int OUTPUT_BYTES = 4 << 20;
    private static final Set<String> REPORTS = Set.of("surefire-reports", "failsafe-reports");

    /** A method's name, and what parameterized tests add to it. */
    private static final Pattern METHOD = Pattern.compile("^([\\w$]{1,200})(?:[({\\[ ].*)?$");

    private static final Pattern CLASS = Pattern.compile("^[\\w.$]{1,300}$");

    @Override
    public String title(Project project) {
        return "Maven";
    }

    @Override
    public String looksFor() {
        return "a pom.xml";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.maven().isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        // One module's failure must not hide the results of those that do not need it.
        var arguments = new ArrayList<>(List.of("--fail-at-end", suite.integration() ? "verify" : "test"));
        boolean jacoco = suite.coverage()
                && suite.project().maven().map(MavenProject::jacoco).orElse(false);
        if (jacoco) {
            // A failed test must not keep the report from being made.
            arguments.addAll(List.of("-Dmaven.test.failure.ignore=true", "org.jacoco:jacoco-maven-plugin:report"));
        }
        return run(suite, arguments, jacoco);
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        Matcher method = METHOD.matcher(test.name());
        if (!CLASS.matcher(test.owner()).matches()
                || !(method.matches() || test.name().isEmpty())) {
            return Optional.empty();
        }
        String selected = test.owner() + (test.name().isEmpty() ? "" : "#" + method.group(1));
        var arguments = new ArrayList<String>();
        if (!test.origin().isEmpty()) {
            arguments.addAll(List.of("-pl", test.origin(), "-am"));
        }
        arguments.addAll(List.of(
                "-Dtest=" + selected, "-Dsurefire.failIfNoSpecifiedTests=false", "-DfailIfNoTests=false", "test"));
        return Optional.of(run(suite, arguments, false));
    }

    private static RunnerResult run(Suite suite, List<String> arguments, boolean ignoresFailures)
            throws IOException, InterruptedException {
        String program = suite.project().maven().map(MavenProject::program).orElse("mvn");
        if (program.equals("mvn") && !suite.has("mvn")) {
            return new RunnerResult.Missing("mvn", "to run the tests of this Maven project");
        }
        JvmReports reports = JvmReports.begin(suite, "target", REPORTS::contains);
        var command = new ArrayList<>(List.of(program, "-B"));
        command.addAll(arguments);
        Ran ran = suite.run(command);
        TestReport report = reports.written();
        if (!ran.timedOut()
                && ran.exitCode() != 0
                && SafeFiles.outputTail(ran.output(), OUTPUT_BYTES).contains("COMPILATION ERROR")) {
            String message = RunnerResult.message(ran, "found code that does not compile");
            return new RunnerResult.NotRun(message, report, List.of(ran.evidence()));
        }
        return ignoresFailures && report.failed() > 0 && ran.exitCode() == 0
                ? new RunnerResult.Tested(report, List.of(ran.evidence()))
                : RunnerResult.of(ran, Optional.of(report));
    }

    @Override
    public String coverageAdvice() {
        return "For Maven, add the jacoco-maven-plugin with its goals prepare-agent and report to the pom.xml.";
    }
}
