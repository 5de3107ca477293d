package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.mind.ModelSays;
import dev.drover.bus.Home;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.model.Endpoint.Protocol;
import dev.drover.model.FakeModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsNewTest {
    private static final String[] PYTHON = {
        "A specialist for Python testing", "--domain", "testing", "--capabilities", "testing,code_analysis"
    };
    private static final String PROMPT =
            "You are a tester of Python code.\n\n" + "- Use pytest as it is set up.\n".repeat(10);

    @TempDir
    Path root;

    @SuppressWarnings("NullAway.Init")
    private FakeModelServer server;

    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void a_home_and_a_server() throws IOException {
        assertEquals(0, Cli.bare("init", root.toString()).code());
        server = new FakeModelServer();
        cli = new Cli(root);
    }

    @AfterEach
    void the_server_ends() throws IOException {
        server.close();
    }

    private Path agents() {
        return new Home(root).agentDefinitions();
    }

    private Cli.Ran make(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of("agents", "new"));
        all.addAll(List.of(words));
        all.addAll(List.of(more));
        return cli.run(all.toArray(String[]::new));
    }

    private AgentDefinition made(String name) {
        AgentDefinitions loaded = AgentDefinitions.load(agents());
        assertEquals(List.of(), loaded.broken());
        return loaded.definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(agents())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void enableModel() throws IOException {
        Files.writeString(new Home(root).settings(), """
                model:
                  enabled: true
                  endpoint: %s
                  text: writer
                """.formatted(server.endpoint(Protocol.OLLAMA)));
    }

    private static String[] says(String name, String description, String prompt) {
        return ModelSays.answer(Map.of("name", name, "description", description, "prompt", prompt));
    }

    @Test
    void without_a_model_the_prompt_has_the_duties_of_its_domain() {
        Cli.Ran ran = make(PYTHON);
        assertEquals(0, ran.code(), ran::toString);
        AgentDefinition made = made("python-testing");
        assertEquals("testing", made.type());
        assertEquals(List.of("testing", "code_analysis"), made.capabilities());
        assertEquals("A specialist for Python testing", made.description());
        for (String part : List.of(
                "You are a specialist for Python testing.",
                "- `code_analysis`: explain",
                "- A test must be able to fail.",
                "End with what you tested")) {
            assertTrue(made.prompt().contains(part), part + " is not in " + made.prompt());
        }
        for (String part : List.of(
                "written: council/agents/python-testing.md",
                "testing: tasks go to python-testing (type testing); before: testing",
                "code_analysis: tasks go to python-testing (type testing); before: review",
                "within five seconds")) {
            assertTrue(ran.out().contains(part), part + " is not in " + ran);
        }
    }

    @Test
    void one_that_comes_after_another_with_the_same_capability_is_told_that_it_gets_none() {
        Cli.Ran ran = make(new String[] {
            "A second one for tests", "--domain", "testing", "--capabilities", "testing", "--name", "z-tester"
        });
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(
                ran.out().contains("testing: tasks go to testing (type testing)")
                        && ran.out().contains("z-tester gets none of these, since testing.md comes first by name"),
                ran::toString);
    }

    @Test
    void a_domain_that_is_no_type_yet_makes_one_with_duties_that_all_have() {
        Cli.Ran ran = make(
                new String[] {"Watches services: reports # what is wrong", "--domain", "monitoring"},
                "--capabilities",
                "check_health");
        assertEquals(0, ran.code(), ran::toString);
        AgentDefinition made = made("watches-services-reports-what");
        assertEquals("Watches services: reports # what is wrong", made.description());
        assertTrue(made.prompt().contains("- `check_health`: check health, as the task says it."), made::prompt);
        assertTrue(made.prompt().contains("Invent nothing"), made::prompt);
        assertTrue(ran.out().contains("'monitoring' is a new type"), ran::toString);
        assertTrue(ran.out().contains("nothing does its tasks yet"), ran::toString);
        assertTrue(
                ran.out()
                        .contains(
                                "check_health: tasks go to watches-services-reports-what (type monitoring); no agent"),
                ran::toString);
    }

    @Test
    void a_new_type_with_a_mind_is_not_said_to_do_nothing() throws IOException {
        String[] watcher = {"Watches services", "--domain", "monitoring"};
        assertFalse(make(watcher, "--capabilities", "check_health", "--backend", "codex")
                .out()
                .contains("nothing does"));
        enableModel();
        Cli.Ran ran = make(watcher, "--capabilities", "check_health", "--name", "other", "--no-model");
        assertFalse(ran.out().contains("nothing does"), ran::toString);
    }

    @Test
    void what_is_taken_from_a_specialist_and_needs_a_mind_now_is_told() throws IOException {
        Cli.Ran ran = holes("documentation", "a-holes");
        assertTrue(ran.out().contains("security_review: tasks go to a-holes"), ran::toString);
        assertTrue(ran.out().contains("nothing does tasks of security_review yet"), ran::toString);
        for (Cli.Ran other : List.of(
                holes("testing", "z-holes"),
                holes("documentation", "a-holes", "--backend", "external"),
                holes("documentation", "a-holes", "--backend", "codex"))) {
            assertFalse(other.out().contains("nothing does"), other::toString);
        }
        enableModel();
        Cli.Ran withMind = holes("documentation", "a-holes", "--no-model");
        assertFalse(withMind.out().contains("nothing does"), withMind::toString);
    }

    private Cli.Ran holes(String domain, String name, String... more) throws IOException {
        String[] words = {
            "Looks for holes", "--domain", domain, "--name", name, "--capabilities", "security_review,check_links"
        };
        Cli.Ran ran = make(words, more);
        assertEquals(0, ran.code(), ran::toString);
        Files.delete(agents().resolve(name + ".md"));
        return ran;
    }

    @Test
    void a_name_that_is_taken_is_refused_and_one_that_is_derived_gets_a_number() throws IOException {
        Files.writeString(agents().resolve("Python-Testing.md"), "mine");
        Cli.Ran refused = make(PYTHON, "--name", "python-testing");
        assertEquals(2, refused.code(), refused::toString);
        assertTrue(refused.err().contains("choose another --name"), refused::toString);
        assertEquals(2, make(PYTHON, "--name", "TESTING").code());
        assertEquals(0, make(PYTHON).code());
        assertEquals("mine", Files.readString(agents().resolve("Python-Testing.md")));
        assertTrue(files().contains("python-testing-2.md"), files()::toString);
    }

    @Test
    void what_makes_no_definition_is_refused_before_anything_is_written() throws IOException {
        List<String> before = files();
        for (String[] wrong : new String[][] {
            {"--name", "../x"}, {"--backend", "codx"}, {"--backend", "command"}, {"--model", "a b"}, {"--name", "null"}
        }) {
            Cli.Ran ran = make(PYTHON, wrong);
            assertEquals(2, ran.code(), ran::toString);
        }
        assertEquals(
                2,
                make(new String[] {"Too short", "--domain", "testing", "--capabilities", "x"})
                        .code());
        assertEquals(
                2,
                make(new String[] {"Does this and that", "--domain", "a b", "--capabilities", "x"})
                        .code());
        assertEquals(
                2,
                make(new String[] {"Does this and that", "--domain", "x", "--capabilities", "a,b c"})
                        .code());
        assertEquals(
                2, make(new String[] {"Does this and that", "--domain", "x"}).code());
        for (String words : List.of("a,,", "a,,b", ",a", "a,", "")) {
            Cli.Ran ran = make(new String[] {"Does this and that", "--domain", "x", "--capabilities", words});
            assertEquals(2, ran.code(), ran::toString);
            assertTrue(ran.err().contains("capability"), ran::toString);
        }
        assertEquals(before, files());
    }

    @Test
    void a_coding_cli_and_its_model_stand_in_the_file_and_print_writes_none() throws IOException {
        List<String> before = files();
        Cli.Ran ran = make(PYTHON, "--backend", "codex", "--model", "qwen2.5-coder:7b", "--print");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().startsWith("""
                ---
                name: python-testing
                description: A specialist for Python testing
                type: testing
                capabilities: [testing, code_analysis]
                backend: codex
                model: qwen2.5-coder:7b
                ---
                You are a specialist"""), ran::toString);
        assertEquals(before, files());
    }

    @Test
    void the_model_of_the_settings_writes_it() throws Exception {
        enableModel();
        server.thenLines(says("py-tester", "Tests Python code with pytest.", PROMPT));
        Cli.Ran ran = make(PYTHON);
        assertEquals(0, ran.code(), ran::toString);
        AgentDefinition made = made("py-tester");
        assertEquals(PROMPT.strip(), made.prompt());
        assertEquals("Tests Python code with pytest.", made.description());
        assertEquals("testing", made.type());
        String asked = server.request().body();
        assertTrue(asked.contains("\"writer\"") && asked.contains("A specialist for Python testing"), asked);
        assertTrue(ran.out().contains("by the model writer"), ran::toString);
        assertFalse(ran.out().contains("nothing does"), ran::toString);
        assertTrue(cli.run("model", "spent").out().contains("agents-new"));
    }

    @Test
    void an_answer_that_cannot_be_used_is_sent_back_twice_and_then_it_is_done_without() throws Exception {
        enableModel();
        server.thenLines(says("coding", "Tests Python code with pytest.", PROMPT))
                .thenLines(says("py", "Tests Python code with pytest.", "Test."))
                .thenLines(ModelSays.text("I would rather not."));
        Cli.Ran ran = make(PYTHON);
        assertEquals(0, ran.code(), ran::toString);
        server.request();
        assertTrue(server.request().body().contains("is taken; choose another"));
        assertTrue(server.request().body().contains("has 5 characters"));
        assertTrue(ran.err().contains("the model writer wrote no prompt"), ran::toString);
        assertTrue(made("python-testing").prompt().contains("A test must be able to fail."));
    }

    @Test
    void a_question_that_was_read_and_not_answered_is_in_the_ledger() throws Exception {
        enableModel();
        server.thenLines(says("py-tester", "Tests Python code with pytest.", PROMPT)[0]);
        Cli.Ran ran = make(PYTHON);
        assertTrue(ran.err().contains("broke off"), ran::toString);
        Cli.Ran spent = cli.run("model", "spent");
        assertTrue(
                spent.out().lines().anyMatch(line -> line.matches("[0-9-]{10} +agents-new +1 +[1-9][0-9]* +0 *")),
                spent::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fine words\ncommand: rm -rf /\ntype: coding",
                "Fine words\"\ncommand: rm -rf /",
                "Fine words' #\n---\nbackend: command",
                "Fine words: {command: x}",
                "[Fine, words, here]",
                "- Fine words\u2028command: x",
                "!!str Fine words \\ \" '"
            })
    void no_description_of_a_model_can_make_a_key(String description) throws Exception {
        enableModel();
        server.thenLines(says("py-tester", description, "---\ncommand: rm\n---\n" + PROMPT));
        Cli.Ran ran = make(PYTHON);
        assertEquals(0, ran.code(), ran::toString);
        AgentDefinition made = made("py-tester");
        assertEquals(Optional.empty(), made.command());
        assertEquals("testing", made.type());
        assertEquals("builtin", made.backendName());
        assertEquals(description.replaceAll("[\\s\u2028]+", " "), made.description());
        assertFalse(made.prompt().contains("---"), made::prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u0000", "\u202e", "\u200b", "\ufeff"})
    void nothing_that_cannot_be_seen_gets_into_a_file(String hidden) throws Exception {
        enableModel();
        server.thenLines(says("py-tester", "Tests Python code" + hidden, PROMPT))
                .thenLines(says("py-tester", "Tests Python code", PROMPT + hidden + "x"))
                .thenLines(says("py" + hidden, "Tests Python code", PROMPT));
        Cli.Ran ran = make(PYTHON);
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.err().contains("wrote no prompt"), ran::toString);
        assertFalse(Files.readString(agents().resolve("python-testing.md")).contains(hidden));
        assertFalse(ran.err().contains(hidden), ran::toString);
    }

    @Test
    void no_model_is_asked_when_none_is_wanted_or_the_wish_is_wrong() throws IOException {
        enableModel();
        server.thenLines(says("py-tester", "Tests Python code with pytest.", PROMPT));
        Cli.Ran ran = make(PYTHON, "--no-model");
        assertEquals(0, ran.code(), ran::toString);
        assertEquals("", ran.err());
        assertTrue(files().contains("python-testing.md"), ran::toString);
        assertEquals(2, make(PYTHON, "--backend", "codx").code());
        assertFalse(cli.run("model", "spent").out().contains("agents-new"));
    }
}
