package dev.drover.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import dev.drover.message.Severity;
import dev.drover.report.EndedRun;
import dev.drover.report.EndedRun.Answer;
import dev.drover.report.ReportPage;
import dev.drover.report.account.RunAccount;
import dev.drover.report.export.JunitExport;
import dev.drover.report.export.SarifExport;
import dev.drover.report.page.HtmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run folder in which one file was changed: a report is made of it that is one, or the file is named. */
class RunFolderFuzzTest {
    private static final int EACH = 10_000;

    /** Reading is what can fail in many ways; of what was read, some are written in every form. */
    private static final int WRITTEN = 100;

    @TempDir
    private Path folder = Path.of("");

    private EndedRun run = new EndedRun(folder);
    private final AtomicInteger read = new AtomicInteger();

    @BeforeEach
    void end() throws IOException {
        run = new EndedRun(folder);
        String artifacts = run.home().name(run.artifacts("a")) + "/";
        Files.writeString(run.artifacts("a").resolve("junit.xml"), """
                <testsuites><testsuite name="s"><testcase classname="C" name="t" time="0.5" file="f" line="3">
                <failure message="no">at f</failure></testcase><testcase name="u"><skipped/></testcase>
                <testcase name="v"><flakyFailure message="x"/></testcase></testsuite></testsuites>
                """);
        Files.writeString(run.artifacts("a").resolve("a.sarif"), """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"A"}},"results":[{"message":{"text":"t"}}]}]}
                """);
        run.task(
                        "a",
                        "testing",
                        Answer.saying("tested")
                                .finding(Severity.HIGH, "test.failed", "C.t: no", "f", 3)
                                .counts("tests.total", 3)
                                .counts("tests.failed", 1)
                                .ran("make test", 1, run.home().name(run.folder()) + "/tasks/a/1/output.log")
                                .left("junit", artifacts + "junit.xml")
                                .left("sarif", artifacts + "a.sarif")
                                .committed("abcdef0123"))
                .ended();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "result.json",
                "plan.json",
                "accepted.json",
                "tasks/a/1/result.json",
                "tasks/a/1/artifacts/junit.xml",
                "tasks/a/1/artifacts/a.sarif"
            })
    void a_report_is_one_or_names_the_file(String name) throws IOException {
        Mutants.of(run.folder().resolve(name), EACH, this::report);
        assertTrue(read.get() > 0, "of none a report was made");
    }

    private void report() throws IOException {
        RunAccount account;
        try {
            account = run.account();
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(run.folder().toString()), e::toString);
            return;
        }
        if (read.getAndIncrement() % WRITTEN == 0) {
            write(account);
        }
    }

    private static void write(RunAccount account) throws IOException {
        var junit = new ByteArrayOutputStream();
        JunitExport.write(account, junit);
        var sarif = new ByteArrayOutputStream();
        SarifExport.write(account, "0.1.0", sarif);
        Json.tree(sarif.toString(StandardCharsets.UTF_8));
        try {
            new HtmlReader(ReportPage.html(account, ""));
            new HtmlReader(junit.toString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IOException(e);
        }
        assertTrue(ReportPage.markdown(account, "").startsWith("# "));
    }
}
