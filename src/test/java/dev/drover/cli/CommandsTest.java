package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.Home;
import dev.drover.cli.home.Seed;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Priority;
import dev.drover.message.Schemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands where no daemon runs. */
class CommandsTest {
    @TempDir
    private Path folder;

    private Home home;
    private Cli cli;

    @BeforeEach
    void plant() throws IOException {
        home = Seed.plant(folder.resolve("home"));
        cli = new Cli(home.root());
    }

    private List<Path> dropped(Priority lane) throws IOException {
        try (Stream<Path> files = Files.list(home.lane(lane))) {
            return files.toList();
        }
    }

    @Test
    void submit_says_that_no_daemon_runs_and_drops_all_the_same() throws IOException {
        Cli.Ran ran = cli.run("submit", "Add", "JWT", "authentication", "--priority", "p1", "--pattern", "general");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.err().contains("no daemon runs"), ran::toString);
        String id = ran.out().strip();
        assertTrue(id.startsWith("r-"), ran::toString);
        JsonNode request = Json.tree(Files.readString(home.lane(Priority.HIGH).resolve(id + ".json")));
        assertEquals(id, request.path("request_id").asString());
        assertEquals("Add JWT authentication", request.path("user_request").asString());
        assertEquals("general", request.path("pattern").asString());
    }

    @Test
    void submit_makes_a_relative_workspace_absolute_and_refuses_one_that_is_not_there() throws IOException {
        assertEquals(0, cli.run("submit", "Review", "--workspace", "src").code());
        JsonNode request = Json.tree(Files.readString(dropped(Priority.NORMAL).getFirst()));
        assertEquals(
                Path.of("src").toAbsolutePath().toString(),
                request.path("workspace").asString());
        Cli.Ran wrong = cli.run("submit", "Review", "--workspace", "/no/such/folder");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("/no/such/folder is not a folder"), wrong::toString);
    }

    @Test
    void submit_drops_nothing_that_breaks_the_rules() throws IOException {
        for (String wrong : List.of(
                "{\"tasks\":[{\"task_id\":\"../x\",\"action\":\"a\"}]}",
                "{\"user_request\":",
                "{}",
                "nosuch.json",
                " ")) {
            Cli.Ran ran = cli.run("submit", wrong);
            assertEquals(2, ran.code(), () -> wrong + ": " + ran);
            assertFalse(ran.err().isBlank());
        }
        assertEquals(2, cli.run("submit", "Review", "--id", "../x").code());
        assertEquals(2, cli.run("submit", "Review", "--priority", "urgent").code());
        assertEquals(List.of(), dropped(Priority.NORMAL));
    }

    @Test
    void submit_reads_words_or_json_from_standard_input() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("Fix the\nlogin\n".getBytes(StandardCharsets.UTF_8)));
            assertEquals(0, cli.run("submit", "-").code());
            System.setIn(new ByteArrayInputStream(
                    "\uFEFF{\"user_request\":\"Fix it\",\"request_id\":\"mine\"}".getBytes(StandardCharsets.UTF_16LE)));
            assertEquals("mine\n", cli.run("submit", "-").out());
        } finally {
            System.setIn(before);
        }
        assertEquals(2, dropped(Priority.NORMAL).size());
    }

    @Test
    void waiting_for_nobody_ends_at_once() {
        Cli.Ran ran = cli.run("submit", "Review", "--wait");
        assertEquals(6, ran.code(), ran::toString);
    }

    @Test
    void explain_says_that_a_waiting_request_needs_a_daemon() {
        cli.run("submit", "Review", "--id", "mine");
        Cli.Ran ran = cli.run("explain", "mine");
        assertTrue(ran.out().contains("it waits in bus/inbox/normal/mine."), ran::toString);
        assertTrue(ran.out().contains("no daemon runs"), ran::toString);
        assertTrue(cli.run("explain").out().contains("0 open, 1 waiting"));
    }

    @Test
    void status_exits_with_1_and_shows_the_rest_all_the_same() {
        cli.run("submit", "Review", "--priority", "low");
        Cli.Ran ran = cli.run("status");
        assertEquals(1, ran.code());
        assertTrue(ran.out().contains("not running"), ran::toString);
        assertTrue(ran.out().contains("low 1"), ran::toString);
        Cli.Ran json = cli.run("status", "--json");
        assertEquals(1, Json.tree(json.out()).path("inbox").path("low").asInt());
    }

    @Test
    void a_control_message_waits_for_the_next_start() throws IOException {
        Cli.Ran ran = cli.run("pause");
        assertEquals(6, ran.code(), ran::toString);
        try (Stream<Path> files = Files.list(home.control())) {
            assertEquals(
                    "*pause",
                    Json.tree(Files.readString(files.findFirst().orElseThrow()))
                            .path("control")
                            .asString());
        }
    }

    @Test
    void an_id_that_nobody_has_is_told_apart_from_one_that_several_have() throws IOException {
        assertEquals(1, cli.run("show").code());
        for (String id : List.of("abc-1", "abc-2", "xyz")) {
            Files.createDirectories(home.run(id));
        }
        Cli.Ran ambiguous = cli.run("cancel", "abc");
        assertEquals(1, ambiguous.code());
        assertTrue(ambiguous.err().contains("abc-1, abc-2"), ambiguous::toString);
        Cli.Ran unknown = cli.run("cancel", "nobody");
        assertTrue(unknown.err().contains("there is no request 'nobody'"), unknown::toString);
        assertEquals(6, cli.run("cancel", "yz").code(), "a part that only one has is enough");
    }

    @Test
    void a_request_that_is_being_planned_is_not_told_as_unknown() throws IOException {
        Files.createDirectories(home.intake());
        Files.writeString(
                home.intake().resolve("01m8ekpbp7h2qds9rtjaq6thaq.high.1.greet.json"),
                "{\"request_id\":\"greet\",\"user_request\":\"Say hello\"}");
        Cli.Ran ran = cli.run("show", "greet");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("'greet' is being taken in"), ran::toString);
        Files.createDirectories(home.run("greet-01"));
        assertEquals(6, cli.run("cancel", "gree").code());
        assertEquals(6, cli.run("cancel", "greet").code());
        try (Stream<Path> controls = Files.list(home.control())) {
            assertEquals(
                    List.of("*cancel:greet", "*cancel:greet-01"),
                    controls.map(CommandsTest::control).sorted().toList(),
                    "a part of an id means what is known");
        }
        String line = "taken in greet (high), for ";
        assertTrue(cli.run("status").out().contains(line));
        assertTrue(cli.run("runs").out().contains(line));
        assertEquals(
                "greet",
                Json.tree(cli.run("status", "--json").out())
                        .at("/taken_in/0/request_id")
                        .asString());
    }

    private static String control(Path file) {
        try {
            return Json.tree(Files.readString(file)).path("control").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_refused_request_is_found_by_the_id_in_its_file() throws IOException {
        Path file =
                Files.writeString(home.inbox().resolve("any.json"), "{\"request_id\": \"nightly-1\", \"tasks\": 5}");
        new DeadLetter(home)
                .put(
                        file,
                        Path.of("any.json"),
                        Optional.of(home.inbox()),
                        new Failure("invalid", "/tasks must be a list", false),
                        Instant.EPOCH);
        Cli.Ran ran = cli.run("show", "nightly-1");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("'nightly-1' was refused: /tasks must be a list."), ran::toString);
        assertTrue(ran.err().contains("deadletter/any.json"), ran::toString);
    }

    @Test
    void a_refused_request_is_found_with_why_and_what_to_do() throws IOException {
        Path file = Files.writeString(home.inbox().resolve("bad-one.json"), "{}");
        new DeadLetter(home)
                .put(
                        file,
                        Path.of("bad-one.json"),
                        Optional.of(home.inbox()),
                        new Failure("invalid", "it asks for nothing", false),
                        Instant.EPOCH);
        Cli.Ran ran = cli.run("show", "bad-one");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("'bad-one' was refused: it asks for nothing."), ran::toString);
        assertTrue(ran.err().contains("drover deadletter requeue 'bad-one.json'"), ran::toString);
    }

    @Test
    void a_dry_run_without_a_retention_says_that_nothing_would_go() {
        Cli.Ran ran = cli.run("gc", "--dry-run");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("nothing would go"), ran::toString);
        assertTrue(ran.err().contains("retention.days"), ran::toString);
        assertEquals(1, cli.run("gc").code());
    }

    @Test
    void audit_verify_names_the_first_line_that_was_changed() throws IOException {
        assertEquals(0, cli.run("audit", "verify").code());
        try (var log = dev.drover.audit.ChainedLog.open(home.journal(), line -> {})) {
            for (String word : List.of("one", "two", "three")) {
                log.add(
                        java.time.Instant.EPOCH,
                        "{\"event\":\"trouble\",\"where\":\"" + word + "\",\"message\":\"m\"}");
            }
            log.write(java.time.Instant.EPOCH);
        }
        assertTrue(cli.run("audit", "verify").out().contains("4 lines, head 4"));
        Files.writeString(home.journal(), "{\"seq\":5,\"at\"", StandardOpenOption.APPEND);
        Cli.Ran torn = cli.run("audit", "verify");
        assertEquals(0, torn.code());
        assertTrue(torn.out().contains("a torn tail of 13 bytes"), torn::toString);
        Files.writeString(home.journal(), Files.readString(home.journal()).replace("two", "too"));
        Cli.Ran bad = cli.run("audit", "verify");
        assertEquals(1, bad.code());
        assertTrue(bad.out().contains("line 2 does not verify"), bad::toString);
        assertFalse(Json.tree(cli.run("audit", "verify", "--json").out())
                .path(0)
                .path("good")
                .asBoolean());
    }

    @Test
    void settings_tell_where_each_value_comes_from() throws IOException {
        Files.writeString(home.settings(), "agents:\n  max: 4\n");
        String shown = cli.run("settings").out();
        assertTrue(
                shown.lines()
                        .anyMatch(line -> line.matches("agents\\.max +4 +10 +\\S+drover.yaml:2 +DROVER_MAX_AGENTS")),
                shown);
        JsonNode all = Json.tree(cli.run("settings", "--json").out());
        assertTrue(all.valueStream().anyMatch(s -> s.path("key").asString().equals("bus.lease_seconds")));
    }

    @Test
    void purging_everything_needs_a_second_word() throws IOException {
        Files.writeString(home.deadLetter().resolve("x.json"), "x");
        assertEquals(2, cli.run("deadletter", "purge", "--all").code());
        assertEquals(2, cli.run("deadletter", "requeue").code());
        assertTrue(Files.exists(home.deadLetter().resolve("x.json")));
        assertEquals(0, cli.run("deadletter", "requeue", "x.json").code());
        assertTrue(Files.exists(home.inbox().resolve("x.json")));
        assertEquals(1, cli.run("deadletter", "show", "x.json").code());
    }

    @Test
    void every_schema_is_printed_as_it_is_published() {
        for (Schemas.Name name : Schemas.Name.values()) {
            Cli.Ran ran = Cli.bare("schema", name.text());
            assertEquals(0, ran.code());
            assertEquals(Json.tree(Schemas.text(name)), Json.tree(ran.out()));
        }
        assertEquals(1, Cli.bare("schema", "nosuch").code());
    }

    @Test
    void a_wrong_option_is_answered_with_what_is_right_and_where_to_read_on() {
        Cli.Ran priority = cli.run("submit", "Review", "--priority", "urgent");
        assertEquals(2, priority.code());
        assertTrue(
                priority.err().contains("'urgent' is not a priority; use critical, high, normal or low (P0 to P3)\n"),
                priority::toString);
        assertTrue(priority.err().contains("drover submit --help"), priority::toString);
        assertEquals(2, priority.err().lines().count(), priority::toString);
        Cli.Ran typo = cli.run("submit", "Review", "--proirity", "high");
        assertTrue(typo.err().contains("--priority"), typo::toString);
        Cli.Ran command = Cli.bare("statsu");
        assertEquals(2, command.code());
        assertTrue(command.err().contains("status"), command::toString);
    }

    @Test
    void the_completion_knows_every_command() {
        String script = Cli.bare("completion").out();
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            if (!command.equals("aot-training")) {
                assertTrue(script.contains(command), command);
            }
        }
    }

    @Test
    void every_command_says_what_it_does() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                Cli.Ran ran = Cli.bare(name, "--help");
                assertEquals(0, ran.code(), name);
                assertTrue(ran.out().startsWith("Usage: drover " + name), ran::toString);
            }
        });
    }

    @Test
    void a_folder_that_is_no_home_is_told_with_what_to_do() {
        Cli.Ran ran = new Cli(folder).run("status");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("drover init"), ran::toString);
    }
}
