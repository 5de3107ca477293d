package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.datafile.BrokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertTrue(load().brokenFor("mine").orElseThrow().toString().startsWith("mine.md line "));
        assertEquals("mine.md", load().brokenFor("other").orElseThrow().file());
        assertEquals(Optional.empty(), load().brokenFor("coding"));
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
                limits:
                  max_agents: 3
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
                        Optional.of("my-cli --print < \"$DROVER_PACKET_FILE\""),
                        Optional.of("small"),
                        Optional.of(3),
                        "Be brief.\n\n--- is no end here",
                        "mine.md")),
                load().definitions());
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
