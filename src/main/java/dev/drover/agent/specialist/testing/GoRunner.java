package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.GoProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.testing.result.GoFormat;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code go test -json} in all packages. */
final class GoRunner implements TestRunner {
    private static final Pattern PACKAGE = Pattern.compile("^[\\w./~-]{1,300}$");

    @Override
    public String title(Project project) {
        return "Go";
    }

    @Override
    public String looksFor() {
        return "a go.mod";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.go().isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        if (suite.coverage()) {
            arguments.add("-coverprofile=" + suite.coverageFile("go.cover"));
        }
        arguments.addAll(suite.project().go().map(GoProject::packages).orElse(List.of("./...")));
        return run(suite, arguments);
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        if (!PACKAGE.matcher(test.origin()).matches()) {
            return Optional.empty();
        }
        String pattern = Stream.of(test.name().split("/"))
                .map(part -> "^" + escaped(part) + "$")
                .collect(Collectors.joining("/"));
        return Optional.of(run(suite, List.of("-run", pattern, test.origin())));
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1");
    }

    private static RunnerResult run(Suite suite, List<String> arguments) throws IOException, InterruptedException {
        if (!suite.has("go")) {
            return new RunnerResult.Missing("go", "to run the tests of this Go module");
        }
        var command = new ArrayList<>(List.of("go", "test", "-json", "-count=1"));
        command.addAll(arguments);
        Ran ran = suite.run(command);
        return RunnerResult.of(ran, OutputFormats.parse(new GoFormat(), ran, suite.places()));
    }

    @Override
    public String coverageAdvice() {
        return "For Go nothing needs to be added, but its tests have to run.";
    }
}
