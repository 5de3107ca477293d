package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small but real projects of every kind, with a mistake in most of them. What has its tools here really runs. */
class SampleProjectsTest {
    private static final Path PROJECTS = Path.of("src/test/resources/projects");

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void maven() throws Exception {
        has("mvn");
        Outcome outcome = tested("maven");
        assumeTrue(!outcome.summary().contains("could not be resolved"), "what it needs cannot be had");
        is(outcome, "Maven: 4 tests, 2 passed, 1 failed, 1 skipped. The failed test failed again when run by itself.");
        Finding finding = outcome.findings().getFirst();
        assertEquals(
                "org.example.till.TillTest.a_discount_is_a_share_of_the_price: expected: <180> but was: <190>"
                        + " (run again by itself it failed again)",
                finding.message());
        assertEquals(Optional.of("src/test/java/org/example/till/TillTest.java"), finding.file());
        assertEquals(Optional.of(18), finding.line());
        String again = outcome.evidence().getLast().command();
        assertTrue(again.contains("-Dtest=org.example.till.TillTest#a_discount_is_a_share_of_the_price"), again);
    }

    @Test
    void gradle_that_is_not_installed_blocks() throws Exception {
        bench.shell().hide("gradle");
        Outcome outcome = tested("gradle");
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertEquals("missing_tool", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("'gradle' is needed to run the tests of this Gradle project"));
    }

    @Test
    void node() throws Exception {
        has("npm");
        Outcome outcome = tested("node");
        is(outcome, "npm: 4 tests, 2 passed, 1 failed, 1 skipped. The failed test failed again when run by itself.");
        Finding finding = outcome.findings().getFirst();
        assertTrue(finding.message().startsWith("slug > has no dash at its end: "), finding.message());
        assertEquals(Optional.of("test/slug.test.js"), finding.file());
        assertEquals(Optional.of(12), finding.line());
    }

    @Test
    void python_with_pytest_that_nothing_configures() throws Exception {
        assumeTrue(imports("pytest"), "pytest is not installed");
        Outcome outcome = tested("python-pytest");
        is(
                outcome,
                "Python: 4 tests, 1 passed, 2 failed, 1 skipped. Both failed tests failed again when run one by one.");
        Finding finding = outcome.findings().getFirst();
        assertTrue(
                finding.message().startsWith("tests.test_temperature.test_fahrenheit[100-212]: "), finding.message());
        assertEquals(Optional.of("tests/test_temperature.py"), finding.file());
        assertEquals(Optional.of(8), finding.line());
    }

    @Test
    void python_with_unittest() throws Exception {
        has("python3");
        Outcome outcome = tested("python-unittest");
        is(outcome, "Python: 4 tests, 2 passed, 1 failed, 1 skipped. The failed test failed again when run by itself.");
        assertEquals(
                Optional.of("tests/test_basket.py"),
                outcome.findings().getFirst().file());
        assertEquals(Optional.of(15), outcome.findings().getFirst().line());
    }

    @Test
    void go_that_is_not_installed_blocks() throws Exception {
        bench.shell().hide("go");
        assertTrue(tested("go").summary().contains("'go' is needed to run the tests of this Go module"));
    }

    @Test
    void go() throws Exception {
        has("go");
        is(tested("go"), "Go: 3 tests, 3 passed, 0 failed, 0 skipped.");
    }

    @Test
    void rust() throws Exception {
        has("cargo");
        Outcome outcome = tested("rust");
        is(outcome, "Cargo: 5 tests, 3 passed, 1 failed, 1 skipped. The failed test failed again when run by itself.");
        Finding finding = outcome.findings().getFirst();
        assertTrue(finding.message().contains("tests::nine_is_one_before_ten: assertion"), finding.message());
        assertEquals(Optional.of("src/lib.rs"), finding.file());
        assertEquals(Optional.of(30), finding.line());
    }

    @Test
    void cmake() throws Exception {
        has("cmake");
        has("cc");
        Outcome outcome = tested("cmake");
        is(outcome, "CTest: 2 tests, 1 passed, 1 failed, 0 skipped. The failed test failed again when run by itself.");
        Finding finding = outcome.findings().getFirst();
        assertTrue(finding.message().contains("is_leap(1900) is not 0"), finding.message());
        assertEquals(Optional.of("leap_test.c"), finding.file());
        try (Stream<Path> files = Files.list(bench.workspace())) {
            assertEquals(4, files.count(), "nothing was built in the workspace");
        }
    }

    @Test
    void make() throws Exception {
        has("make");
        Outcome outcome = tested("make");
        is(outcome, "Make: 2 tests, 1 passed, 1 failed, 0 skipped.");
        assertEquals("greets a stranger", outcome.findings().getFirst().message());
    }

    @Test
    void of_a_mixed_repository_what_can_run_is_run_and_what_is_missing_is_named() throws Exception {
        has("python3");
        bench.shell().hide("gradle");
        bench.shell().hide("pnpm");
        Outcome outcome = tested("mixed");
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertTrue(outcome.summary().contains("In backend: 'gradle' is needed"), outcome.summary());
        assertTrue(outcome.summary().contains("In web: 'pnpm' is needed"), outcome.summary());
        assertTrue(
                outcome.summary().contains("What could be run: Python in jobs: 1 test, 1 passed"), outcome.summary());
        assertEquals(1L, outcome.data().get("tests.passed"));
        assertEquals(1, outcome.evidence().size());
    }

    private static void is(Outcome outcome, String summary) {
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().startsWith(summary), outcome.summary());
    }

    private Outcome tested(String sample) throws IOException, InterruptedException {
        copy(PROJECTS.resolve(sample), bench.workspace());
        return new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void has(String tool) {
        assumeTrue(bench.shell().has(tool), tool + " is not installed");
    }

    private boolean imports(String module) throws IOException, InterruptedException {
        Shell.Ran ran = bench.shell().run(List.of("python3", "-c", "import " + module), bench.workspace(), Map.of());
        return ran.exitCode() == 0;
    }
}
