package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.NpmProject;
import dev.drover.agent.specialist.project.PackageManager;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.testing.result.JestJson;
import dev.drover.agent.specialist.testing.result.OutputFormats;
import dev.drover.agent.specialist.testing.result.TapFormat;
import dev.drover.agent.specialist.testing.result.TestCase;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The test script of a {@code package.json}, with the package manager that the project uses. Where the script starts a
 * known test library and nothing else, that is asked for a report; else what was printed is read.
 */
final class NodeRunner implements TestRunner {
    /** What Node ends with when it does not know an option. */
    private static final int UNKNOWN_OPTION = 9;

    /** Keeps pnpm, up to version 10 and from 11 on, from fetching the version of itself that package.json names. */
    private static final Map<String, String> PNPM_AS_IT_IS =
            Map.of("npm_config_manage_package_manager_versions", "false", "pnpm_config_pm_on_fail", "ignore");

    @Override
    public String title(Project project) {
        return project.npm().map(NpmProject::title).orElse("npm");
    }

    @Override
    public String looksFor() {
        return "a package.json with a test script";
    }

    @Override
    public boolean finds(Project project, List<Project> all) {
        return project.npm().filter(NpmProject::hasTests).isPresent();
    }

    @Override
    public RunnerResult run(Suite suite) throws IOException, InterruptedException {
        NpmProject npm = suite.project().npm().orElseThrow();
        Path report = suite.fresh("node-report");
        var coverage = new NodeCoverage(suite, npm);
        return switch (tool(npm)) {
            case JEST -> {
                var arguments = new ArrayList<>(List.of("--json", "--outputFile=" + report, "--testLocationInResults"));
                arguments.addAll(coverage.jest());
                yield script(suite, npm, arguments, Map.of(), report);
            }
            case VITEST -> {
                var arguments = new ArrayList<>(
                        List.of("--reporter=default", "--reporter=json", "--outputFile.json=" + report));
                arguments.addAll(coverage.vitest());
                yield script(suite, npm, arguments, Map.of(), report);
            }
            case NODE -> {
                Optional<List<String>> options = coverage.node();
                yield options.isPresent()
                        ? node(suite, npm, options.get(), report)
                        : script(suite, npm, List.of(), reporters(npm, report), report);
            }
            case MOCHA, OTHER -> {
                Optional<List<String>> command = coverage.other();
                yield command.isPresent()
                        ? run(suite, npm, command.get(), Map.of(), report)
                        : script(suite, npm, List.of(), Map.of(), report);
            }
        };
    }

    @Override
    public Optional<RunnerResult> alone(Suite suite, TestCase test) throws IOException, InterruptedException {
        NpmProject npm = suite.project().npm().orElseThrow();
        NodeTool tool = tool(npm);
        Path report = suite.fresh("node-report");
        if (tool == NodeTool.NODE) {
            String name =
                    test.name().substring(test.name().lastIndexOf(" > ") + 1).replaceFirst("^> ", "");
            String pattern = "'^" + NodeTool.escaped(name).replace("'", ".") + "$'";
            return Optional.of(node(suite, npm, List.of("--test-name-pattern=" + pattern), report));
        }
        Optional<List<String>> arguments = tool.selecting(
                test.owner().isEmpty() ? test.name() : test.owner() + " > " + test.name(), test.origin());
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        var all = new ArrayList<>(arguments.get());
        if (tool == NodeTool.JEST) {
            all.addAll(List.of("--json", "--outputFile=" + report));
        } else if (tool == NodeTool.VITEST) {
            all.addAll(List.of("--reporter=default", "--reporter=json", "--outputFile.json=" + report));
        }
        return Optional.of(script(suite, npm, all, Map.of(), report));
    }

    private static NodeTool tool(NpmProject npm) {
        return NodeTool.of(npm.scripts().getOrDefault("test", ""));
    }

    /** Node's own runner can write a second report, unless the script has chosen reporters itself. */
    private static Map<String, String> reporters(NpmProject npm, Path report) {
        return npm.scripts().getOrDefault("test", "").contains("--test-reporter")
                ? Map.of()
                : Map.of("NODE_OPTIONS", String.join(" ", tap(report)));
    }

    private static List<String> tap(Path report) {
        return List.of(
                "--test-reporter=spec",
                "--test-reporter-destination=stdout",
                "--test-reporter=tap",
                "--test-reporter-destination=" + report);
    }

    /** Some of Node's options are taken on its command line only, so the script is run with them written into it. */
    private static RunnerResult node(Suite suite, NpmProject npm, List<String> options, Path report)
            throws IOException, InterruptedException {
        String script = NodeTool.withNodeOptions(npm.scripts().getOrDefault("test", ""), options);
        return run(suite, npm, NodeFolders.of(suite).shell(script), reporters(npm, report), report);
    }

    private static RunnerResult script(
            Suite suite, NpmProject npm, List<String> arguments, Map<String, String> environment, Path report)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(npm.manager().program(), "test"));
        if (npm.manager() == PackageManager.PNPM && !arguments.isEmpty()) {
            // Its "pnpm test" takes the options to be its own.
            command.add(1, "run");
        }
        if (npm.manager() == PackageManager.NPM) {
            command.add("--silent");
            if (!arguments.isEmpty()) {
                command.add("--");
            }
        }
        command.addAll(arguments);
        return run(suite, npm, command, environment, report);
    }

    private static RunnerResult run(
            Suite suite, NpmProject npm, List<String> command, Map<String, String> environment, Path report)
            throws IOException, InterruptedException {
        String program = npm.manager().program();
        for (String needed : List.of(program, "node")) {
            if (!suite.has(needed)) {
                return new RunnerResult.Missing(needed, "to run the test script of package.json");
            }
        }
        LooseReports loose = LooseReports.begin(suite);
        Map<String, String> own = npm.manager() == PackageManager.PNPM ? PNPM_AS_IT_IS : Map.of();
        var all = new HashMap<>(own);
        all.putAll(environment);
        Ran ran = suite.run(command, all);
        if (ran.exitCode() == UNKNOWN_OPTION && !environment.isEmpty()) {
            // An older Node: its output is read instead.
            ran = suite.run(command, own);
        }
        Optional<TestReport> printed = OutputFormats.parse(ran, suite.places());
        Optional<TestReport> written = written(npm, suite, report);
        if (written.isEmpty()) {
            written = loose.written();
        }
        return new NodePackages(NodeFolders.of(suite), npm).judged(ran, RunnerResult.of(ran, fuller(written, printed)));
    }

    private static Optional<TestReport> written(NpmProject npm, Suite suite, Path report) throws IOException {
        if (!Files.exists(report)) {
            return Optional.empty();
        }
        return switch (tool(npm)) {
            case NODE -> OutputFormats.read(new TapFormat(), report, suite.places());
            case JEST, VITEST -> JestJson.read(report, suite.places());
            case MOCHA, OTHER -> Optional.empty();
        };
    }

    /** A report names every test; but what was printed is believed when it tells of more. */
    private static Optional<TestReport> fuller(Optional<TestReport> written, Optional<TestReport> printed) {
        return written.filter(w -> w.total() >= printed.map(TestReport::total).orElse(0L))
                .or(() -> printed)
                .or(() -> written);
    }

    @Override
    public String coverageAdvice() {
        return "For Node, add a script named coverage, or one of the packages c8, nyc, jest or @vitest/coverage-v8.";
    }
}
