package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What package managers of Node do their own way: as they are, and, where they are not there, as they were seen to do. */
class PackageManagersTest {
    private static final String TEST = """
            const { describe, it } = require('node:test');
            const assert = require('node:assert');
            const { half } = require('../lib/half');
            describe('half', () => {
              it('of four is two', () => assert.strictEqual(half(4), 2));
              it('of none is none', () => assert.strictEqual(half(0), 1));
            });
            """;

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @ParameterizedTest
    @CsvSource({"npm, package-lock.json", "pnpm, pnpm-lock.yaml", "yarn, yarn.lock"})
    void counts_places_and_coverage_are_the_same_with_each(String manager, String lock) throws Exception {
        assumeTrue(bench.shell().has(manager) && bench.shell().has("node"), manager + " is not installed");
        bench.write("package.json", "{\"name\": \"half\", \"scripts\": {\"test\": \"node --test\"}}")
                .write("lib/half.js", "exports.half = (n) => n / 2;\nexports.twice = (n) => {\n  return n * 2;\n};\n")
                .write("test/half.test.js", TEST);
        Shell.Ran install = bench.shell().run(List.of(manager, "install"), bench.workspace(), Map.of());
        assumeTrue(install.exitCode() == 0, manager + " install does not work here");
        assertTrue(Files.exists(bench.workspace().resolve(lock)), lock);
        Outcome outcome = new TestingSpecialist().perform(bench.assignment("testing", "coverage"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(
                outcome.summary()
                        .startsWith(manager + ": 2 tests, 1 passed, 1 failed, 0 skipped."
                                + " The failed test failed again when run by itself."),
                outcome.summary());
        assertEquals(
                Optional.of("test/half.test.js"), outcome.findings().getFirst().file());
        assertEquals(Optional.of(6), outcome.findings().getFirst().line());
        assertEquals(4L, outcome.data().get("coverage.lines.total"), outcome.summary());
        assertEquals(3L, outcome.data().get("coverage.lines.covered"), outcome.summary());
    }

    @Test
    void pnpm_is_given_options_of_the_script_behind_run_since_it_takes_others_to_be_its_own() throws Exception {
        bench.write("package.json", "{\"scripts\": {\"test\": \"mocha\"}}").write("pnpm-lock.yaml", "");
        bench.shell().provide("node", "#!/bin/sh\n");
        bench.shell().provide("pnpm", """
                #!/bin/sh
                [ "$pnpm_config_verify_deps_before_run" = false ] || exit 3
                [ "$npm_config_manage_package_manager_versions" = false ] || exit 4
                if [ "$1" = test ] && [ $# -gt 1 ]; then
                    echo " ERROR  Unknown option: '${2#--}'"
                    exit 1
                fi
                printf '\\n  0 passing (5ms)\\n  1 failing\\n\\n  1) a\\n       b:\\n     Error: no\\n'
                exit 1
                """);
        Outcome outcome = new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
        assertTrue(outcome.summary().contains("failed again when run by itself"), outcome.summary());
        assertEquals("pnpm run test --fgrep a b", outcome.evidence().getLast().command());
    }

    @Test
    void a_yarn_that_corepack_would_fetch_is_not_fetched() throws Exception {
        assumeTrue(bench.shell().has("corepack") && bench.shell().has("node"), "corepack is not installed");
        bench.write("package.json", "{\"packageManager\": \"yarn@4.1.0\", \"scripts\": {\"test\": \"true\"}}")
                .write("yarn.lock", "");
        bench.shell().provide("yarn", "#!/bin/sh\nexec corepack yarn \"$@\"\n");
        Outcome outcome = new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
        assertEquals("tests_not_run", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("Network access disabled by the environment"), outcome.summary());
    }

    @Test
    void where_yarn_keeps_packages_in_archives_node_is_started_by_yarn() throws Exception {
        assumeTrue(bench.shell().has("node"), "node is not installed");
        bench.write("package.json", "{\"scripts\": {\"test\": \"node --test\"}, \"dependencies\": {\"pnp\": \"1\"}}")
                .write("yarn.lock", "")
                .write(".pnp.cjs", "globalThis.plugAndPlay = true;\n")
                .write("lib/a.js", "exports.a = globalThis.plugAndPlay;\n")
                .write("test/a.test.js", """
                        const { it } = require('node:test');
                        const assert = require('node:assert');
                        it('is there', () => assert.ok(require('../lib/a').a));
                        """);
        bench.shell().provide("yarn", """
                #!/bin/sh
                shift
                NODE_OPTIONS="$NODE_OPTIONS --require $PWD/.pnp.cjs" exec "$@"
                """);
        Outcome outcome = new TestingSpecialist().perform(bench.assignment("testing", "coverage"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(1L, outcome.data().get("tests.passed"), outcome.summary());
        assertTrue(outcome.evidence().getFirst().command().startsWith("yarn exec sh -c"));
    }
}
