package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.Scripts;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python tests run in the folder from which they find what they import. */
class PythonFoldersTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
        assumeTrue(bench.shell().has("python3"), "python3 is not installed");
    }

    @Test
    void pytest_runs_in_each_folder_that_its_tests_import_from_and_nothing_is_run_twice() throws Exception {
        assumeTrue(PythonModules.has(bench, "pytest"), "pytest is not installed");
        bench.write("backend/app/m.py", "X = 1\n")
                .write("backend/tests/test_m.py", "from app import m\n\ndef test_m():\n    assert m.X == 2\n")
                .write("worker/jobs/q.py", "X = 1\n")
                .write("worker/tests/test_m.py", "import jobs.q\n\ndef test_q():\n    assert jobs.q.X == 1\n")
                .write("tests/test_m.py", "def test_top():\n    pass\n");
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(
                outcome.summary()
                        .startsWith(
                                "Python: 1 test, 1 passed, 0 failed, 0 skipped."
                                        + " Python in backend: 1 test, 0 passed, 1 failed, 0 skipped. The failed test"
                                        + " failed again when run by itself. Python in worker: 1 test, 1 passed, 0 failed, 0 skipped."),
                outcome.summary());
        assertEquals(
                Optional.of("backend/tests/test_m.py"),
                outcome.findings().getFirst().file());
    }

    @Test
    void unittest_runs_there_too() throws Exception {
        bench.write("backend/app/m.py", "X = 1\n").write("backend/tests/test_m.py", """
                import unittest
                from app.m import X

                class M(unittest.TestCase):
                    def test_m(self):
                        self.assertEqual(1, X)
                """);
        Outcome outcome = run();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("Python in backend: 1 test, 1 passed, 0 failed, 0 skipped.", outcome.summary());
    }

    @Test
    void the_virtual_environment_at_the_root_serves_the_folders_below() throws Exception {
        bench.write("backend/app/m.py", "")
                .write("backend/tests/test_m.py", "import app.m\n\ndef test_m():\n    pass\n");
        Scripts.write(bench.workspace().resolve("venv/bin/python"), "#!/bin/sh\necho 'modules: pytest'; exit 5\n");
        Outcome outcome = run();
        assertEquals("no_tests_found", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.evidence().getLast().command().contains("venv/bin/python"), outcome.summary());
    }

    private Outcome run() throws IOException, InterruptedException {
        return new TestingSpecialist().perform(bench.assignment("testing", "run_tests"));
    }
}
