package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that fail for want of packages; what pnpm and yarn say of it was recorded from pnpm 9, yarn 1 and yarn 4. */
class NodePackagesTest {
    private static final String NODE_TEST = """
            const { it } = require('node:test');
            require('%s');
            it('works', () => {});
            """;

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void packages_that_are_not_installed_block_with_the_command_that_installs_them() throws Exception {
        npm();
        project("mocha", "mocha");
        assertEquals(
                "The packages that package.json names are not installed, so 'npm test --silent' could not run the tests"
                        + " (mocha: not found). Run 'npm install' and retry the task; Drover does not do so by itself,"
                        + " since it needs the network.",
                blocked().summary());
        bench.write("package-lock.json", "{}");
        assertTrue(blocked().summary().contains("Run 'npm ci' and retry"));
    }

    @Test
    void in_a_folder_it_is_named_and_what_can_be_run_is_run() throws Exception {
        npm();
        project("mocha", "mocha");
        bench.write("web/package.json", bench.read("package.json"))
                .write("package.json", "{}")
                .write("Makefile", "check:\n\t@printf '1..1\\nok 1 - one\\n'\n");
        String summary = blocked().summary();
        assertTrue(summary.startsWith("In web: The packages that package.json names"), summary);
        assertTrue(summary.endsWith("What could be run: Make: 1 test, 1 passed, 0 failed, 0 skipped."), summary);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pnpm | 1   | sh: 1: mocha: not found\\n ELIFECYCLE  Test failed. See above for more details.\\n
            yarn | 127 | $ mocha\\n/bin/sh: 1: mocha: not found\\nerror Command failed with exit code 127.\\n
            yarn | 127 | command not found: mocha\\n
            yarn | 1   | Usage Error: The project in /p/package.json doesn\\047t seem to have been installed - running an install there might help\\n
            """)
    void of_every_package_manager(String manager, int exitCode, String printed) throws Exception {
        project("mocha", "mocha");
        bench.write(manager.equals("pnpm") ? "pnpm-lock.yaml" : "yarn.lock", "");
        bench.shell().provide(manager, "#!/bin/sh\nprintf '" + printed + "'\nexit " + exitCode + "\n");
        bench.shell().provide("node", "#!/bin/sh\n");
        String summary = blocked().summary();
        assertTrue(summary.contains("Run '" + manager + " install' and retry"), summary);
    }

    @Test
    void a_test_file_that_cannot_load_a_package_is_no_test_that_failed() throws Exception {
        npm();
        project("node --test", "lodash");
        bench.write("test/a.test.js", NODE_TEST.formatted("lodash/fp"));
        Outcome outcome = blocked();
        assertTrue(outcome.summary().contains("(without lodash)"), outcome.summary());
        assertEquals(List.of(), outcome.findings());
    }

    @Test
    void one_package_of_several_that_is_not_installed_is_named() throws Exception {
        npm();
        project("node --test", "lodash");
        bench.write("node_modules/other/index.js", "").write("test/a.test.js", NODE_TEST.formatted("lodash"));
        String summary = blocked().summary();
        assertTrue(summary.startsWith("package.json names lodash, and it is not installed, so"), summary);
    }

    @Test
    void a_program_that_no_package_is_named_for_blocks_too() throws Exception {
        npm();
        bench.write("package.json", "{\"scripts\": {\"test\": \"node_modules/.bin/runner --all\"}}");
        String summary = blocked().summary();
        assertTrue(summary.contains("starts 'node_modules/.bin/runner', which is not installed"), summary);
    }

    @Test
    void what_the_project_itself_has_wrong_stays_a_failed_test() throws Exception {
        npm();
        project("node --test", "lodash");
        bench.write("node_modules/lodash/index.js", "");
        for (String wrong : List.of("lodahs", "lodash/not/there")) {
            bench.write("test/a.test.js", NODE_TEST.formatted(wrong));
            Outcome outcome = run();
            assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
            assertEquals("test.failed", outcome.findings().getFirst().rule());
        }
    }

    @Test
    void a_script_that_fails_without_a_word_on_packages_is_told_with_what_it_printed() throws Exception {
        npm();
        project("node sums.js", "eslint");
        bench.write("sums.js", "console.log('3 is not 4'); process.exit(1);\n");
        Outcome outcome = run();
        assertEquals("tests_not_run", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.summary().contains("3 is not 4"), outcome.summary());
        assertTrue(outcome.summary().contains("if that is why, run 'npm install' first."), outcome.summary());
    }

    @Test
    void tests_that_need_none_of_the_packages_are_run() throws Exception {
        npm();
        project("node --test", "prettier");
        bench.write("test/a.test.js", NODE_TEST.formatted("node:fs"));
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(1L, outcome.data().get("tests.passed"));
        assertFalse(outcome.summary().contains("installed"), outcome.summary());
    }

    private void project(String script, String dependency) throws IOException {
        bench.write(
                "package.json",
                "{\"scripts\": {\"test\": \"" + script + "\"}, \"devDependencies\": {\"" + dependency + "\": \"*\"}}");
    }

    private void npm() {
        assumeTrue(bench.shell().has("npm"), "npm is not installed");
    }

    private Outcome blocked() throws IOException, InterruptedException {
        Outcome outcome = run();
        assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome.summary());
        assertEquals("missing_packages", outcome.error().orElseThrow().code());
        return outcome;
    }

    private Outcome run() throws IOException, InterruptedException {
        return new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
    }
}
