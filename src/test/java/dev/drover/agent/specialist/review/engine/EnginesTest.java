package dev.drover.agent.specialist.review.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.review.ReviewSpecialist;
import dev.drover.agent.specialist.review.pmd.PmdMain;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    private static final String WRONG =
            "class A {\n    boolean none(Object a) {\n        return a.equals(null);\n    }\n}\n";
    private static final String ESLINT = "node_modules/.bin/eslint";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void pmd_runs_in_a_process_of_its_own_and_only_for_what_it_has_not_seen() throws Exception {
        bench.write("A.java", WRONG).write("B.java", "class B {}\n");
        Outcome first = review("review_code", "pmd");
        assertEquals(List.of("pmd.EqualsNull"), rules(first));
        assertEquals(3, first.findings().getFirst().line().orElseThrow());
        assertTrue(first.summary().contains("Also ran: PMD."), first.summary());
        assertTrue(first.evidence().getFirst().command().contains("PmdMain"));
        Outcome second = review("review_code", "pmd");
        assertEquals(first.findings(), second.findings());
        assertEquals(List.of(), second.evidence());
        assertTrue(second.summary().contains("2 of 2 files have not changed since the last review"), second.summary());
        bench.write("B.java", "class B { int x; }\n");
        assertEquals(1, review("review_code", "pmd").evidence().size());
    }

    @Test
    void the_tool_is_started_by_the_name_that_it_has() {
        assertEquals(PmdMain.class.getName(), PmdEngine.MAIN);
    }

    @Test
    void a_pmd_that_is_not_there_is_named_and_the_review_goes_on() throws Exception {
        bench.write("A.java", WRONG).write("a.py", "breakpoint()\n");
        String before = System.getProperty("drover.app");
        System.setProperty("drover.app", temp.toString());
        try {
            Outcome outcome = review("review_code", "pmd");
            assertEquals(ResultStatus.COMPLETED, outcome.status());
            assertEquals(List.of("leftover.debugger"), rules(outcome));
            assertTrue(outcome.summary().contains("PMD did not do its work (exit code 1: "), outcome.summary());
        } finally {
            if (before == null) {
                System.clearProperty("drover.app");
            } else {
                System.setProperty("drover.app", before);
            }
        }
    }

    @Test
    void shellcheck_runs_when_it_is_installed() throws Exception {
        Assumptions.assumeTrue(bench.shell().has("shellcheck"), "shellcheck is not installed");
        bench.write("a.sh", "#!/bin/sh\nlist=\"a b\"\nfor x in \"$list\"; do echo \"$x\"; done\n");
        Outcome outcome = review("review_code", "shellcheck");
        assertEquals(
                List.of("shellcheck.SC2066"), rules(outcome).stream().distinct().toList());
        assertTrue(outcome.summary().contains("Also ran: shellcheck."), outcome.summary());
        Outcome again = review("review_code", "shellcheck");
        assertEquals(List.of(), again.evidence());
        assertEquals(outcome.findings(), again.findings());
    }

    @Test
    void a_linter_that_is_not_installed_is_no_error() throws Exception {
        bench.write("a.sh", "#!/bin/sh\nlist=\"a b\"\nfor x in \"$list\"; do echo \"$x\"; done\n");
        bench.shell().hide("shellcheck");
        assertEquals(
                "Nothing was found in 1 file.",
                review("review_code", "shellcheck").summary());
    }

    @Test
    void a_linter_that_fails_is_named_with_the_reason() throws Exception {
        eslint("echo 'Oops' >&2; exit 2");
        Outcome failed = review("review_code", "eslint");
        assertTrue(failed.summary().contains("eslint did not do its work (exit code 2)"), failed.summary());
        eslint("echo 'no json'");
        Outcome garbled = review("review_code", "eslint");
        assertTrue(garbled.summary().contains("its output is not what this version reads"), garbled.summary());
    }

    @Test
    void eslint_is_the_projects_own_and_runs_only_where_its_code_is_trusted() throws Exception {
        Path trace = temp.resolve("trace");
        eslint("touch " + trace
                + "; printf '[{\"filePath\":\"%s/a.js\",\"messages\":[{\"ruleId\":\"no-undef\",\"severity\":2,"
                + "\"line\":1,\"message\":\"x is not defined\"}]}]' \"$PWD\"; exit 1");
        review("security_review", "eslint");
        review("scan_secrets", "eslint");
        assertFalse(Files.exists(trace));
        Outcome outcome = review("review_code", "eslint");
        assertEquals(List.of("eslint.no-undef"), rules(outcome));
        assertTrue(Files.exists(trace));
    }

    @Test
    void what_the_other_linters_write_is_read() throws IOException {
        bench.write("a.py", "x\n").write("a.go", "x\n").write("a.rs", "x\n");
        var subjects = new Subjects(
                bench.assignment("review", "review_code"),
                Map.of("a.py", "1", "a.go", "2", "a.rs", "3"),
                Set.of("a.py", "a.go", "a.rs", "go.mod", "Cargo.toml", ".semgrep.yml"),
                ContentCache.open(temp.resolve("cache"), "x", "1", bench.workspace()));
        String root = bench.workspace().toString();
        assertEquals(
                "a.py:3 ruff.F821 medium",
                read(
                        new Ruff(),
                        subjects,
                        "[{\"code\":\"F821\",\"filename\":\"" + root
                                + "/a.py\",\"location\":{\"column\":1,\"row\":3},\"message\":\"Undefined name `x`\"}]"));
        assertEquals(
                "a.go:4 golangci-lint.errcheck medium",
                read(
                        new Golangci(),
                        subjects,
                        "{\"Issues\":[{\"FromLinter\":\"errcheck\",\"Text\":\"not checked\","
                                + "\"Pos\":{\"Filename\":\"a.go\",\"Line\":4}}],\"Report\":{}}"));
        assertEquals(
                "a.py:2 semgrep.no-eval high",
                read(
                        new Semgrep(),
                        subjects,
                        "{\"results\":[{\"check_id\":\"rules.no-eval\",\"path\":\"a.py\","
                                + "\"start\":{\"line\":2},\"extra\":{\"severity\":\"ERROR\",\"message\":\"eval\"}}]}"));
        assertEquals(
                "a.rs:5 clippy.needless_return low",
                read(
                        new Clippy(),
                        subjects,
                        "{\"reason\":\"compiler-artifact\"}\n{\"reason\":\"compiler-message\",\"message\":{"
                                + "\"level\":\"warning\",\"message\":\"unneeded\",\"code\":{\"code\":\"clippy::needless_return\"},"
                                + "\"spans\":[{\"file_name\":\"a.rs\",\"line_start\":5}]}}"));
        for (Linter linter : List.of(new Ruff(), new Golangci(), new Semgrep())) {
            assertEquals(
                    1,
                    linter.files(subjects).stream()
                            .filter(f -> f.startsWith("a."))
                            .limit(1)
                            .count(),
                    linter.name());
            assertFalse(linter.arguments(subjects, List.of("a.py")).isEmpty());
        }
    }

    private static String read(Linter linter, Subjects subjects, String output) {
        Subjects.Said said = linter.read(subjects, output).getFirst();
        return said.file() + ":" + said.line() + " " + said.rule() + " "
                + said.severity().wire();
    }

    private void eslint(String script) throws IOException {
        bench.write("a.js", "x();\n")
                .write("eslint.config.js", "module.exports = [];\n")
                .write(ESLINT, "#!/bin/sh\n" + script + "\n");
        assertTrue(bench.workspace().resolve(ESLINT).toFile().setExecutable(true));
    }

    private Outcome review(String capability, String engines) throws IOException, InterruptedException {
        return new ReviewSpecialist()
                .perform(bench.assignment("review", capability, Map.of("engines", engines), List.of(), List.of()));
    }

    private static List<String> rules(Outcome outcome) {
        return outcome.findings().stream().map(Finding::rule).toList();
    }
}
