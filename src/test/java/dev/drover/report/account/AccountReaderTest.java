package dev.drover.report.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.message.Severity;
import dev.drover.report.EndedRun;
import dev.drover.report.EndedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever tasks put into the run folder, it is read within bounds, and what is not known is said not to be. */
@Timeout(60)
class AccountReaderTest {
    @TempDir
    private Path folder;

    private EndedRun run;

    @BeforeEach
    void begin() {
        run = new EndedRun(folder)
                .task(
                        "review",
                        "review",
                        Answer.saying("found")
                                .finding(Severity.LOW, "l", "m", "f", 1)
                                .finding(Severity.HIGH, "h", "m", "f", 1)
                                .finding(Severity.LOW, "l", "n", "f", 1));
    }

    private Path result() {
        return run.folder().resolve("tasks/review/1/result.json");
    }

    private TaskAccount task() throws IOException {
        return run.ended().account().tasks().getFirst();
    }

    private void assertUnread(String why) throws IOException {
        TaskAccount task = task();
        assertTrue(task.unread().orElse("").contains(why), task.unread()::toString);
        assertEquals(Optional.empty(), task.digest());
        assertEquals(1, run.account().unread().size());
    }

    @Test
    void the_worst_findings_are_kept_and_all_are_counted() throws IOException {
        Digest digest = task().digest().orElseThrow();
        assertEquals(
                List.of(Severity.HIGH, Severity.LOW, Severity.LOW),
                digest.worst().stream().map(f -> f.severity()).toList());
        assertEquals(2, digest.count(Severity.LOW));
        assertEquals(Duration.ofMillis(1500), digest.attempt().took());
        assertEquals(Optional.of(EndedRun.START), run.account().begun());
        TaskAccount one = AccountReader.read(run.home(), EndedRun.ID, new Bounds(1_000_000, 1, 1, 10))
                .tasks()
                .getFirst();
        assertEquals("h", one.digest().orElseThrow().worst().getFirst().rule());
        assertEquals(1, one.digest().orElseThrow().worst().size());
        assertEquals(
                3,
                one.digest().orElseThrow().counts().values().stream()
                        .mapToLong(n -> n)
                        .sum());
    }

    @Test
    void a_request_that_has_not_ended_is_said_to_be_open() {
        DroverException e = assertThrows(DroverException.class, () -> run.account());
        assertTrue(String.valueOf(e.getMessage()).contains("has not ended"), e.getMessage());
    }

    @Test
    void a_result_that_is_gone_torn_or_not_json_is_not_known() throws IOException {
        byte[] whole = Files.readAllBytes(result());
        Files.write(result(), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertUnread("was not read");
        Files.writeString(result(), "[]");
        assertUnread("not a JSON object");
        Files.writeString(result(), "{}");
        assertUnread("does not say when it began");
        Files.writeString(result(), "\0\0\0");
        assertUnread("not JSON");
        Files.delete(result());
        assertUnread("not there");
    }

    @Test
    void a_finding_without_a_severity_makes_the_result_unknown_and_not_clean() throws IOException {
        Files.writeString(result(), Files.readString(result()).replace("\"high\"", "\"none\""));
        assertUnread("severity");
    }

    @Test
    void a_result_with_other_findings_than_those_that_counted_is_not_believed() throws IOException {
        Files.writeString(
                result(), Files.readString(result()).replaceAll("(?s)\"findings\" : \\[.*?\\]", "\"findings\" : []"));
        assertUnread("0 findings, and 3 were there");
    }

    @Test
    void a_pipe_a_folder_and_a_link_are_not_opened() throws Exception {
        Files.delete(result());
        assertEquals(
                0, new ProcessBuilder("mkfifo", result().toString()).start().waitFor());
        assertUnread("no regular file");
        Files.delete(result());
        Files.createDirectory(result());
        assertUnread("no regular file");
        Files.delete(result());
        Files.createSymbolicLink(result(), folder.resolve("elsewhere"));
        assertUnread("no regular file");
    }

    @Test
    void a_folder_that_leads_elsewhere_is_not_followed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(result(), elsewhere.resolve("result.json"));
        Files.delete(result().getParent());
        Files.createSymbolicLink(result().getParent(), elsewhere);
        assertUnread("out of the run folder");
    }

    @Test
    void what_would_be_too_much_together_is_not_read() throws IOException {
        run.task("second", "review", Answer.saying("s")).ended();
        RunAccount account = AccountReader.read(run.home(), EndedRun.ID, new Bounds(Files.size(result()), 10, 10, 100));
        assertEquals(Optional.empty(), account.tasks().getFirst().unread());
        assertTrue(account.tasks().get(1).unread().orElse("").contains("too much"));
    }

    @Test
    void a_damaged_plan_is_named() throws IOException {
        run.ended();
        for (String plan :
                List.of("{", "null", "{\"tasks\":[null]}", "{\"tasks\":[{}]}", "{\"strategy\":\"zigzag\"}")) {
            Files.writeString(run.folder().resolve("plan.json"), plan);
            IOException e = assertThrows(IOException.class, run::account, plan);
            assertTrue(
                    String.valueOf(e.getMessage()).contains("plan.json does not hold what was written there"),
                    e::getMessage);
        }
    }

    @Test
    void an_answer_of_a_version_that_did_not_say_when_it_ended_is_read() throws IOException {
        run.ended();
        Path answer = run.folder().resolve("result.json");
        Files.writeString(answer, Files.readString(answer).replaceAll("  \"finished_at\".*\n", ""));
        assertEquals(Optional.empty(), run.account().begun());
    }

    @Test
    void tests_are_read_from_a_report_in_the_folder_of_the_task_and_from_nowhere_else() throws IOException {
        String xml = "<testsuite name='s'><testcase classname='C' name='t' time='0.5'/></testsuite>";
        Files.writeString(run.artifacts("test").resolve("junit.xml"), xml);
        Files.writeString(folder.resolve("outside.xml"), xml);
        String inside = run.home().name(run.artifacts("test")) + "/";
        for (String path : List.of(
                inside + "../../../../outside.xml",
                inside + "x/../junit.xml",
                "outside.xml",
                folder.resolve("outside.xml").toString(),
                inside)) {
            var other = new EndedRun(folder)
                    .task("test", "testing", Answer.saying("t").left("junit", path))
                    .ended();
            assertEquals(Optional.empty(), other.account().tasks().getFirst().tests(), path);
        }
        var other = new EndedRun(folder)
                .task("test", "testing", Answer.saying("t").left("junit", inside + "junit.xml"))
                .ended();
        assertEquals(
                "C.t",
                other.account()
                        .tasks()
                        .getFirst()
                        .tests()
                        .orElseThrow()
                        .cases()
                        .getFirst()
                        .fullName());
    }
}
