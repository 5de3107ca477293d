package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.cli.home.Seed;
import dev.drover.daemon.Daemon;
import dev.drover.message.Json;
import dev.drover.report.page.HtmlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people and CI systems get of a run that has ended: real agents, real findings. */
@TestInstance(Lifecycle.PER_CLASS)
class ReportCommandsTest {
    private static final String SCAN =
            "{\"tasks\":[{\"task_id\":\"scan\",\"agent_type\":\"review\",\"capability\":\"scan_secrets\",\"action\":\"Look\"}]}";

    private Path folder = Path.of("");
    private Home home;
    private Daemon daemon;
    private Cli cli;
    private String leaky = "";
    private String clean = "";

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        home = Seed.plant(folder.resolve("home"));
        daemon = Daemon.start(home, System.getenv(), "test");
        cli = new Cli(home.root());
        // Put together here, so that this file holds nothing that looks like a key.
        leaky = workspace("leaky", "AWS_KEY = 'AKIA" + "Q3EGRTZ5JX7WNB2M'\n");
        clean = workspace("clean", "REGION = 'eu'\n");
    }

    private String workspace(String name, String content) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve(name));
        Files.writeString(workspace.resolve("config.py"), content);
        return workspace.toString();
    }

    @AfterAll
    void stop() throws IOException {
        daemon.stopAgents();
        daemon.close();
    }

    @Test
    void a_gate_holds_back_what_was_found_although_the_request_completed() {
        Cli.Ran ran = cli.run("run", "--workspace", leaky, "--gate", "high", SCAN);
        assertEquals(7, ran.code(), ran::toString);
        assertTrue(ran.err().contains("the gate 'high' holds it back: 1 high finding"), ran::toString);
        assertEquals(
                0, cli.run("run", "--workspace", leaky, SCAN).code(), "without a gate, what is found is no failure");
        assertEquals(
                0,
                cli.run("run", "--workspace", leaky, "--gate", "critical", SCAN).code());
        assertEquals(
                0,
                cli.run("submit", "--wait", "--workspace", clean, "--gate", "low", SCAN)
                        .code());
    }

    @Test
    void a_request_that_did_not_complete_exits_as_it_ended_whatever_the_gate() {
        String fails =
                "{\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"review\",\"action\":\"a\",\"run\":\"exit 3\",\"retries\":0}]}";
        assertEquals(1, cli.run("run", "--gate", "low", fails).code());
    }

    @Test
    void a_ci_gets_its_files_and_a_person_a_summary() throws Exception {
        Path junit = folder.resolve("junit.xml");
        Path sarif = folder.resolve("found.sarif");
        Cli.Ran ran = cli.run(
                "run",
                "--id",
                "ci-1",
                "--workspace",
                leaky,
                "--junit",
                junit.toString(),
                "--sarif",
                sarif.toString(),
                SCAN);
        assertEquals(0, ran.code(), ran::toString);
        assertEquals(
                List.of("scan"),
                new HtmlReader(Files.readString(junit))
                        .attributes("name").stream().filter("scan"::equals).toList());
        JsonNode result = Json.tree(Files.readString(sarif)).at("/runs/0/results/0");
        assertEquals(
                "config.py",
                result.at("/locations/0/physicalLocation/artifactLocation/uri").asString());
        assertTrue(ran.out().contains("The task was done; 1 high finding needs attention."), ran::toString);
        assertTrue(ran.out().contains("findings: 1 high"), ran::toString);
        assertTrue(ran.out().contains("config.py:1"), ran::toString);
        assertTrue(ran.out().contains("report:  " + home.run("ci-1").resolve("report.html")), ran::toString);
        assertTrue(cli.run("show", "ci-1").out().contains("report.html"));
        try (var left = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    left.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }

    @Test
    void the_result_as_json_stays_the_only_thing_on_standard_output() {
        Cli.Ran ran = cli.run("run", "--json", "--workspace", leaky, "--gate", "high", SCAN);
        assertEquals(7, ran.code(), ran::toString);
        assertEquals("completed", Json.tree(ran.out()).path("status").asString());
    }

    @Test
    void a_report_can_be_made_of_any_request_that_has_ended() throws Exception {
        assertEquals(
                0,
                cli.run("submit", "--wait", "--id", "old-1", "--workspace", leaky, SCAN)
                        .code());
        Files.delete(home.run("old-1").resolve("report.html"));
        assertEquals(0, cli.run("report", "old-1").code());
        String page = Files.readString(home.run("old-1").resolve("report.html"));
        assertTrue(new HtmlReader(page).section("findings").contains("config.py:1"));

        Path elsewhere = folder.resolve("elsewhere.html");
        assertEquals(
                0,
                cli.run("report", "old-1", "--html", "--out", elsewhere.toString())
                        .code());
        assertTrue(
                Files.readString(elsewhere)
                        .contains("href=\"" + home.run("old-1").toUri()),
                "links lead back");
        assertTrue(cli.run("report", "old-1", "--md").out().startsWith("# Request old-1\n"));
        assertEquals(
                "2.1.0",
                Json.tree(cli.run("report", "old-1", "--sarif", "-").out())
                        .path("version")
                        .asString());
        assertEquals(
                "testsuites",
                new HtmlReader(cli.run("report", "old-1", "--junit", "-").out())
                        .all("*")
                        .getFirst()
                        .getTagName());
        assertEquals(7, cli.run("report", "old-1", "--gate", "medium").code());
        assertEquals(0, cli.run("report", "old-1", "--gate", "critical").code());
    }

    @Test
    void of_a_request_of_bare_commands_a_report_is_made_when_somebody_wants_it() {
        String bare =
                "{\"tasks\":[{\"task_id\":\"t\",\"agent_type\":\"review\",\"action\":\"a\",\"run\":\"echo said\"}]}";
        assertEquals(0, cli.run("submit", "--wait", "--id", "bare-1", bare).code());
        assertFalse(Files.exists(home.run("bare-1").resolve("report.html")));
        Cli.Ran ran = cli.run("report", "bare-1");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(Files.exists(home.run("bare-1").resolve("report.html")), ran::toString);
    }

    @Test
    void what_cannot_work_is_said_before_anything_is_dropped() {
        for (List<String> wrong : List.of(
                List.of("run", "--gate", "terrible", SCAN),
                List.of("run", "--gate", "info", SCAN),
                List.of(
                        "run",
                        "--junit",
                        folder.resolve("no/such/folder/junit.xml").toString(),
                        SCAN),
                List.of("run", "--sarif", folder.toString(), SCAN),
                List.of("run", "--sarif", "-", SCAN),
                List.of("submit", "--gate", "high", SCAN),
                List.of("report", "--html", "--md"),
                List.of("report", "--out", "x"))) {
            Cli.Ran ran = cli.run(wrong.toArray(String[]::new));
            assertEquals(2, ran.code(), () -> wrong + ": " + ran);
            assertFalse(ran.err().contains("\tat "), () -> wrong + ": " + ran);
        }
    }

    @Test
    void a_request_that_is_not_there_is_named() {
        Cli.Ran ran = cli.run("report", "nobody-knows-it");
        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.err().contains("there is no request 'nobody-knows-it'"), ran::toString);
    }
}
