package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.datafile.BrokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDefinitionsTest {
    @TempDir
    private Path folder;

    @Test
    void the_six_built_in_definitions_load_and_have_a_prompt() {
        var definitions = AgentDefinitions.load(Path.of("council/agents"));
        assertEquals(List.of(), definitions.broken());
        assertTrue(definitions
                .capabilitiesByType()
                .keySet()
                .containsAll(Set.of("coding", "deployment", "documentation", "git", "review", "testing")));
        for (AgentDefinition definition : definitions.definitions()) {
            assertTrue(definition.prompt().length() > 300, definition.file());
            assertFalse(definition.description().isBlank(), definition.file());
            assertEquals(Backend.BUILTIN, definition.backend());
        }
    }

    @Test
    void a_type_without_a_definition_is_told_of_the_file_that_is_broken() throws IOException {
        write("mine.md", "---\nname: mine\ntype: [\n---\n");
        write("coding.md", "---\nname: coding\n---\n");
        assertTrue(load().perhapsBrokenFor("mine").orElseThrow().toString().startsWith("mine.md line "));
        assertEquals("mine.md", load().perhapsBrokenFor("other").orElseThrow().file());
        assertEquals(Optional.empty(), load().brokenFor("other"));
        assertEquals(Optional.empty(), load().perhapsBrokenFor("coding"));
    }

    @Test
    void a_broken_file_counts_for_the_type_that_it_was_written_for() throws IOException {
        write("coding.md", "---\nname: coding\n---\n");
        write("a.md", "---\nname: a\ntype: coding # mine\nbackend: command\n---\n");
        write("b.md", "---\r\nname: 'review'\r\nbackend: cloud\r\n---\r\n");
        write("testing.md", "nothing that names a type");
        Files.write(folder.resolve("git.md"), new byte[] {(byte) 0xff, 'x'});
        for (String[] typeAndFile :
                new String[][] {{"coding", "a.md"}, {"review", "b.md"}, {"testing", "testing.md"}, {"git", "git.md"}}) {
            assertEquals(
                    Optional.of(typeAndFile[1]),
                    load().brokenFor(typeAndFile[0]).map(BrokenFile::file),
                    typeAndFile[0]);
        }
        assertTrue(load().ofType("coding").isPresent());
    }

    @Test
    void a_backend_that_is_misspelt_or_empty_is_not_taken_for_the_built_in_one() throws IOException {
        write("a.md", "---\nname: a\nbackend:\ncommand: run\n---\n");
        write("b.md", "---\nname: b\nbakend: command\ncommand: run\n---\n");
        write("c.md", "---\nname: c\nBackend: command\ncommand: run\n---\n");
        write("d.md", "---\nname: d\nbackground: blue\n---\n");
        assertEquals(
                List.of("a.md 3", "b.md 3", "c.md 3"),
                load().broken().stream()
                        .map(broken -> broken.file() + " " + broken.line())
                        .toList());
    }

    @Test
    void a_backend_may_be_a_coding_cli_that_the_home_has_a_file_for() throws IOException {
        folder = Files.createDirectory(folder.resolve("agents"));
        Path backends = Files.createDirectory(folder.resolveSibling("backends"));
        Files.writeString(backends.resolve("codex.yaml"), "whatever it says");
        Files.writeString(backends.resolve("README.md"), "words");
        Files.writeString(backends.resolve("\u001b[2J.yaml"), "no name");
        write("a.md", "---\nname: a\nbackend: codex\nmodel: small\n---\n");
        write("b.md", "---\nname: b\nbackend: codx\n---\n");
        write("c.md", "---\nname: c\nbackend: codex\ncommand: run\n---\n");
        var loaded = load();
        AgentDefinition a = loaded.ofType("a").orElseThrow();
        assertEquals(Optional.of("codex"), a.cli());
        assertEquals("codex", a.backendName());
        assertEquals(Backend.BUILTIN, a.backend());
        assertEquals(
                List.of("b.md 3", "c.md 4"),
                loaded.broken().stream()
                        .map(broken -> broken.file() + " " + broken.line())
                        .toList());
        assertTrue(loaded.broken().getFirst().message().contains("council/backends (codex)"));
    }

    @Test
    void a_definition_may_say_everything() throws IOException {
        write("mine.md", """
                ---
                name: mine
                description: "Does it"
                type: coding
                capabilities: [code_generation, analysis]
                backend: command
                command: my-cli --print < "$DROVER_PACKET_FILE"
                model: small
                parameters:
                  temperature: 0.2
                  seed: 7
                  context_tokens: 16384
                  answer_tokens: 2048
                limits:
                  max_agents: 3
                  rounds: 4
                  tokens: 50000
                  dollars: 2.5
                  seconds: 600
                ---
                Be brief.

                --- is no end here
                """);
        assertEquals(
                List.of(new AgentDefinition(
                        "mine",
                        "Does it",
                        "coding",
                        List.of("code_generation", "analysis"),
                        Backend.COMMAND,
                        Optional.empty(),
                        Optional.of("my-cli --print < \"$DROVER_PACKET_FILE\""),
                        Optional.of("small"),
                        Optional.empty(),
                        new AgentDefinition.Parameters(
                                Optional.of(0.2), Optional.of(7L), Optional.of(16384), Optional.of(2048)),
                        new AgentDefinition.Limits(
                                Optional.of(3), Optional.of(4), Optional.of(50000), Optional.of(2.5), Optional.of(600)),
                        "Be brief.\n\n--- is no end here",
                        "mine.md")),
                load().definitions());
    }

    @Test
    void what_a_model_may_be_told_and_use_is_held_against_its_bounds_with_the_line() throws IOException {
        write("a.md", "---\nname: a\nparameters:\n  seed: 1\n  temperature: 2.1\n---\n");
        write("b.md", "---\nname: b\nparameters:\n  temperature: -1\n---\n");
        write("c.md", "---\nname: c\nparameters:\n  temprature: 1\n---\n");
        write("d.md", "---\nname: d\nparameters:\n  context_tokens: 2048\n  answer_tokens: 1025\n---\n");
        write("e.md", "---\nname: e\nparameters: hot\n---\n");
        write("f.md", "---\nname: f\nlimits:\n  max_agents: 1\n  rounds: 0\n---\n");
        write("g.md", "---\nname: g\nlimits:\n  tokens: few\n---\n");
        write("h.md", "---\nname: h\nlimits:\n  seconds: 86401\n---\n");
        write("j.md", "---\nname: j\nlimits:\n  dollars: 0\n---\n");
        write("i.md", "---\nname: i\nparameters:\n  temperature: 2\nlimits:\n  money: 3\n---\n");
        assertEquals(
                List.of("a.md 5", "b.md 4", "c.md 4", "d.md 5", "e.md 3", "f.md 5", "g.md 4", "h.md 4", "j.md 4"),
                load().broken().stream()
                        .map(broken -> broken.file() + " " + broken.line())
                        .toList());
        assertEquals(
                Optional.of(2.0), load().ofType("i").orElseThrow().parameters().temperature());
    }

    @Test
    void a_task_is_done_by_the_first_definition_of_its_type_that_has_its_capability() throws IOException {
        write("a.md", "---\nname: a\ntype: t\ncapabilities: [x]\n---\n");
        write("b.md", "---\nname: b\ntype: t\ncapabilities: [x, y]\n---\n");
        write("c.md", "---\nname: c\ntype: u\ncapabilities: [y, z]\n---\n");
        var loaded = load();
        for (String[] each : new String[][] {{"x", "a"}, {"y", "b"}, {"unknown", "a"}}) {
            assertEquals(
                    Optional.of(each[1]),
                    loaded.forTask("t", Optional.of(each[0])).map(AgentDefinition::name),
                    each[0]);
        }
        assertEquals(Optional.of("a"), loaded.forTask("t", Optional.empty()).map(AgentDefinition::name));
        assertEquals(Optional.of("b"), loaded.forCapability("y").map(AgentDefinition::name));
        assertEquals(Optional.empty(), loaded.forCapability("unknown"));
    }

    @Test
    void of_a_file_that_is_broken_now_what_it_said_before_stays() throws IOException {
        write("a.md", "---\nname: a\ntype: t\ncapabilities: [x]\n---\n");
        write("b.md", "---\nname: b\ncapabilities: [y]\n---\n");
        var before = load();
        write("a.md", "---\nname: a\ntype: t\nbackend: nonsense\n---\n");
        write("c.md", "---\nname: c\nbackend: nonsense\n---\n");
        Files.delete(folder.resolve("b.md"));
        var now = load().keeping(before);
        assertEquals(
                List.of("a"),
                now.definitions().stream().map(AgentDefinition::name).toList(),
                "one that was removed does not stay");
        assertEquals(
                List.of("a.md", "c.md"),
                now.broken().stream().map(BrokenFile::file).toList());
        assertEquals(Optional.empty(), now.brokenFor("t"));
        assertTrue(now.brokenFor("c").isPresent(), "one that was never read cannot stay");
        write("d.md", "---\nname: a\ntype: v\n---\n");
        assertEquals(
                List.of("v"),
                load().keeping(now).definitions().stream()
                        .map(AgentDefinition::type)
                        .toList(),
                "its name is another's now");
    }

    @Test
    void while_the_folder_cannot_be_listed_all_stays_as_it_was() throws IOException {
        write("a.md", "---\nname: a\ntype: t\n---\n");
        write("b.md", "---\nname: b\nbackend: nonsense\n---\n");
        var before = load();
        for (String file : List.of("a.md", "b.md")) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
        var now = load().keeping(before);
        assertEquals(before.definitions(), now.definitions());
        assertTrue(now.brokenFor("b").isPresent());
        assertEquals(Optional.empty(), now.brokenFor("c"));
        assertEquals(1, now.broken().size());
    }

    @Test
    void what_a_prompt_says_does_not_tell_for_which_type_a_broken_file_was_written() throws IOException {
        write("a.md", "---\nname: helper\nbackend: nonsense\n---\nSuch a file begins so:\n\ntype: coding\n");
        write("b.md", "---\nname: other\nbackend: nonsense\n\nSuch a file begins so:\ntype: coding\n");
        var loaded = load();
        assertTrue(loaded.brokenFor("helper").isPresent());
        assertTrue(loaded.brokenFor("other").isPresent());
        assertEquals(Optional.empty(), loaded.brokenFor("coding"));
    }

    @Test
    void a_sub_agent_file_of_a_coding_cli_loads_as_it_is() throws IOException {
        write("debugger.md", """
                ---
                name: debugger
                description: Use this when something fails. Example: user's tests are red
                tools: Read, Grep
                model: inherit
                color: red
                ---
                You debug.
                """);
        AgentDefinition definition = load().ofType("debugger").orElseThrow();
        assertEquals("Use this when something fails. Example: user's tests are red", definition.description());
        assertEquals(List.of(), definition.capabilities());
        assertEquals(Optional.of("inherit"), definition.model());
    }

    @Test
    void a_sub_agent_file_without_a_name_is_named_by_its_file() throws IOException {
        String text = """
                ---
                description: Reviews code without changing it
                mode: subagent
                model: anthropic/claude-sonnet-4-20250514
                temperature: 0.1
                tools:
                  write: false
                  edit: false
                ---
                You review.
                """;
        write("reviewer.md", text);
        write("no name.md", text);
        var loaded = load();
        AgentDefinition definition = loaded.ofType("reviewer").orElseThrow();
        assertEquals("reviewer", definition.name());
        assertEquals("Reviews code without changing it", definition.description());
        assertEquals("You review.", definition.prompt());
        assertEquals(1, loaded.definitions().size());
        assertTrue(loaded.broken().getFirst().message().startsWith("'no name' is not a name"), loaded::toString);
    }

    @Test
    void broken_files_are_reported_by_name_and_line_and_the_others_load() throws IOException {
        write("a.md", "---\nname: a\ncapabilities: x, y\n---\n");
        write("b.md", "no front matter");
        write("c.md", "---\nname: c\n");
        write("d.md", "---\nname: ../d\n---\n");
        write("e.md", "---\nname: e\nbackend: cloud\n---\n");
        write("f.md", "---\nname: f\nbackend: command\n---\n");
        write("g.md", "---\nname: g\nlimits:\n  max_agents: many\n---\n");
        write("h.md", "---\nname: a\n---\n");
        write("i.md", "---\nname: i\nbackend: external\ncommand: run\n---\n");
        var loaded = load();
        assertEquals(
                List.of("a"),
                loaded.definitions().stream().map(AgentDefinition::name).toList());
        assertEquals(List.of("x", "y"), loaded.definitions().getFirst().capabilities());
        assertEquals(
                List.of("b.md 1", "c.md 1", "d.md 2", "e.md 3", "f.md 3", "g.md 4", "i.md 4", "h.md 0"),
                loaded.broken().stream()
                        .map(broken -> broken.file() + " " + broken.line())
                        .toList());
    }

    @Test
    void a_missing_folder_gives_no_definitions_and_a_report() {
        var loaded = AgentDefinitions.load(folder.resolve("none"));
        assertEquals(List.of(), loaded.definitions());
        assertEquals(
                List.of("none"), loaded.broken().stream().map(BrokenFile::file).toList());
    }

    @Test
    void a_folder_that_cannot_be_listed_may_have_a_definition_of_any_type() throws IOException {
        assertEquals(Optional.empty(), load().brokenFor("git"));
        write("A.MD", "no front matter");
        assertEquals(Optional.empty(), load().brokenFor("git"));
        var loaded = AgentDefinitions.load(folder.resolve("none"));
        assertEquals(Optional.of("none"), loaded.brokenFor("git").map(BrokenFile::file));
    }

    @Test
    void of_several_definitions_of_a_type_the_smallest_number_of_agents_counts() throws IOException {
        write("a.md", "---\nname: a\ntype: testing\n---\n");
        write("m.md", "---\nname: m\ntype: testing\nlimits:\n  max_agents: 1\n---\n");
        write("z.md", "---\nname: z\ntype: testing\nlimits:\n  max_agents: 2\n---\n");
        write("own.md", "---\nname: own\nbackend: external\n---\n");
        write("free.md", "---\nname: free\n---\n");
        assertEquals(Map.of("testing", 1, "free", Integer.MAX_VALUE), load().mostOfType());
    }

    @Test
    void definitions_of_one_type_are_taken_together() throws IOException {
        write("a.md", "---\nname: a\ntype: coding\ncapabilities: [x]\n---\n");
        write("b.md", "---\nname: b\ntype: coding\ncapabilities: [y, x]\n---\n");
        assertEquals(Set.of("x", "y"), load().capabilitiesByType().get("coding"));
    }

    private AgentDefinitions load() {
        return AgentDefinitions.load(folder);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
