package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.MakeProject;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code make test} or {@code make check}; what the tests said is read from the output where its form is known. Not run
 * when all that it does is to start what another runner starts already.
 */
final class MakeRunner implements TestRunner {
    private static final int SAID_BYTES = 64 << 10;
    /** For what make itself says; the locale stays, since tests may depend on it. */
    private static final Map<String, String> ENGLISH = Map.of("LANGUAGE", "en");

    @Override
    public String title(Project project) {
        return "Make";
    }

    @Override
    public String looksFor() {
        return "a makefile with a target test or check";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.make().flatMap(MakeProject::testTarget).isPresent() && !repeats(project, all);
    }

    /** Whether each line of its recipe starts tests that another build file tells of, which are run anyway. */
    private static boolean repeats(Project project, List<Project> all) {
        List<String> recipe = project.make().stream()
                .flatMap(make -> make.testRecipe().lines())
                .toList();
        List<BuildSystem> others = all.stream()
                .flatMap(p -> p.systems().stream())
                .filter(system -> !(system instanceof MakeProject))
                .filter(system -> !system.testCommands().isEmpty())
                .toList();
        return !recipe.isEmpty()
                && recipe.stream().allMatch(line -> others.stream()
                        .anyMatch(
                                system -> starter(system.title()).matcher(line).find()));
    }

    private static Pattern starter(String title) {
        String programs =
                switch (title) {
                    case "Maven" -> "mvnw? .*\\b(?:test|verify|install|package)\\b";
                    case "Gradle" -> "gradlew? .*\\b(?:test|check|build)\\b";
                    case "Python" -> "(?:pytest|unittest|tox)\\b";
                    case "Go" -> "go test\\b";
                    case "Cargo" -> "cargo (?:test|nextest)\\b";
                    case "CMake" -> "ctest\\b";
                    default -> "(?:npm|pnpm|yarn) (?:run )?(?:test|t)\\b";
                };
        return Pattern.compile("(?:^|[\\s@/-])" + programs);
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        if (!suite.has("make")) {
            return new RunnerResult.Missing("make", "to run the tests that the makefile names");
        }
        String target = suite.project().make().flatMap(MakeProject::testTarget).orElse("test");
        Optional<String> coverage = suite.project()
                .make()
                .filter(make -> suite.coverage() && make.targets().contains("coverage"))
                .map(make -> "coverage");
        String asked = coverage.orElse(target);
        Ran ran = suite.run(List.of("make", asked), ENGLISH);
        RunnerResult result = RunnerResult.of(ran, OutputFormats.parse(ran, suite.places()));
        return result instanceof RunnerResult.Uncounted && didNothing(ran, asked)
                ? new RunnerResult.NoTests(advice(asked), result.commands())
                : result;
    }

    private static boolean didNothing(Ran ran, String target) throws IOException {
        String named = "[`'\u2018]" + Pattern.quote(target) + "['\u2019]";
        Pattern nothing = Pattern.compile("(?m)^(?:\\S*make(?:\\[\\d+])?: )?(?:" + named
                + " is up to date|Nothing to be done for " + named + ")\\.$");
        return nothing.matcher(SafeFiles.outputTail(ran.output(), SAID_BYTES)).find();
    }

    private static String advice(String target) {
        return "'make " + target + "' says that there is nothing to do. If a file or folder is called " + target
                + " too, make takes it for what the target makes: add the line '.PHONY: " + target
                + "' to the makefile, and see that the target has a recipe.";
    }

    /** A makefile does not say how one test is named to what it starts. */
    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) {
        return Optional.empty();
    }

    @Override
    public String coverageAdvice() {
        return "For Make, add a target coverage that writes an lcov or Cobertura report (lcov.info, coverage.xml).";
    }
}
