package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The daemon leaves a report where there is more to tell than that commands ran, and no report ever holds up an answer. */
@Execution(ExecutionMode.CONCURRENT)
final class RunReportTest {
    @TempDir
    private static Path folder = Path.of("");

    private static TestHome home;

    @BeforeAll
    static void start() throws IOException {
        home = TestHome.in(folder).start();
    }

    @AfterAll
    static void stop() throws Exception {
        home.close();
    }

    private static Path file(String requestId, String name) {
        return home.home().run(requestId).resolve(name);
    }

    private static String review(String requestId, Path workspace) {
        return Requests.json(Map.of(
                "request_id",
                requestId,
                "workspace",
                workspace.toString(),
                "tasks",
                List.of(Map.of(
                        "task_id",
                        "scan",
                        "agent_type",
                        "review",
                        "capability",
                        "security_review",
                        "action",
                        "Look"))));
    }

    @Test
    void the_report_is_there_when_the_answer_is() throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("merge"));
        Files.writeString(workspace.resolve("a.txt"), "<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n");
        home.drop("review.json", review("review", workspace));
        home.ends("review", "completed");
        String page = Files.readString(file("review", "report.html"));
        assertTrue(page.contains("a.txt:1"), page);
        assertTrue(Files.readString(file("review", "report.md")).contains("a.txt:1"));
    }

    @Test
    void of_commands_alone_there_is_no_report() throws IOException {
        home.drop("bare.json", Requests.run("bare", "true"));
        home.ends("bare", "completed");
        assertFalse(Files.exists(file("bare", "report.html")));
        assertFalse(Files.exists(file("bare", "report.md")));
    }

    @Test
    void a_command_that_leaves_something_is_reported_on() throws IOException {
        home.drop("left.json", Requests.run("left", "echo v1 >\"$DROVER_ARTIFACTS/version.txt\""));
        home.ends("left", "completed");
        assertTrue(Files.readString(file("left", "report.html")).contains("version.txt"));
    }

    @Test
    void a_report_that_cannot_be_written_is_journaled_and_the_answer_goes_out() throws IOException {
        home.drop(
                "hindered.json",
                Requests.run(
                        "hindered",
                        "echo v1 >\"$DROVER_ARTIFACTS/version.txt\"; mkdir -p '" + file("hindered", "report.md")
                                + "/x'"));
        home.ends("hindered", "completed");
        JsonNode trouble =
                home.event("trouble", event -> event.path("where").asString().equals("report"));
        assertTrue(trouble.path("message").asString().contains("request hindered"), trouble::toString);
        assertTrue(trouble.path("message").asString().contains("drover report hindered"), trouble::toString);
    }

    @Test
    void the_answer_says_when_it_ended() throws IOException {
        home.drop("when.json", Requests.run("when", "true"));
        JsonNode result = home.ends("when", "completed");
        JsonNode finished = home.event(
                "request_finished", event -> event.path("request_id").asString().equals("when"));
        assertEquals(finished.path("at").asString(), result.path("finished_at").asString());
    }
}
