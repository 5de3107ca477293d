package dev.drover.agent.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.datafile.BrokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code council/backends}. */
class DefinitionsTest {
    private static final String TEXT = "output: {format: text}\n";

    @TempDir
    private Path folder;

    @Test
    void the_files_that_come_with_drover_load_and_say_how_to_install_and_to_ask_for_the_version() {
        CliBackends backends = CliBackends.load(Path.of("council/backends"));
        assertEquals(List.of(), backends.broken());
        assertEquals(
                List.of("aider", "claude", "codex", "gemini", "goose", "opencode", "qwen"),
                backends.all().stream().map(CliBackend::name).toList());
        for (CliBackend backend : backends.all()) {
            assertTrue(backend.install().isPresent(), backend.name());
            assertEquals(List.of(backend.program(), "--version"), backend.versionCommand());
        }
    }

    @Test
    void the_example_of_the_readme_uses_every_key_and_loads() throws Exception {
        String readme = Files.readString(Path.of("council/backends/README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
        String example = readme.substring(start, readme.indexOf("```", start));
        Definition mine = DefinitionReader.read("mine.yaml", example);
        assertEquals("mine-cli", mine.program());
        assertEquals(Optional.of(1800), mine.seconds());
        assertEquals(OptionalInt.of(50), mine.turns());
        assertEquals(List.of("MINE_API_KEY"), mine.pass());
        assertEquals(3, mine.output().rules().size());
        for (Placeholder name : List.of(Placeholder.MODEL, Placeholder.ENDPOINT, Placeholder.SCHEMA_FILE)) {
            assertTrue(mine.uses(name), name.wire());
        }
        for (Placeholder name : Placeholder.values()) {
            assertTrue(readme.contains("| `{" + name.wire() + "}` |"), name.wire());
        }
    }

    @Test
    void the_example_of_the_main_readme_loads_and_its_table_names_every_backend() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("    program: mine-cli\n");
        String example = readme.substring(start, readme.indexOf("\n\n", start)).stripIndent();
        assertEquals(
                List.of("MINE_API_KEY"),
                DefinitionReader.read("mine.yaml", example).pass());
        for (CliBackend backend : CliBackends.load(Path.of("council/backends")).all()) {
            assertTrue(readme.contains("\n| `" + backend.name() + "` | "), backend.name());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            colour: red                                       | 3 | 'colour' is not a key here; use one of [arguments,
            output: {format: text, rule: []}                  | 3 | 'rule' is not a key here; use one of [error_starts,
            limits: {hours: 2}                                | 3 | 'hours' is not a key here; use one of [seconds, turns]
            limits: {seconds: 0}                              | 3 | 'seconds' is '0'
            arguments: ['{promt}']                            | 3 | '{promt}' is not a placeholder; use one of prompt,
            arguments: [{with: nothing, use: x}]              | 3 | 'nothing' is not a placeholder
            arguments: [{with: model}]                        | 3 | 'use' is missing
            stdin: yes                                        | 3 | 'yes' is neither none nor prompt
            environment: {HOME: /root}                        | 3 | 'HOME' is set by Drover
            environment: {A: [x, y]}                          | 3 | one text must stand here
            environment: {'A-B': x}                           | 3 | 'A-B' is not the name of a variable
            pass: [DROVER_HOME]                               | 3 | 'DROVER_HOME' is set by Drover
            files: {../x: y}                                  | 3 | '../x' is not a path below
            files: {/etc/x: y}                                | 3 | '/etc/x' is not a path below
            name: yours                                       | 3 | the file must be yours.yaml
            """)
    void what_means_nothing_is_refused_with_its_line(String line, int number, String why) throws IOException {
        String output = line.startsWith("output") ? "" : TEXT;
        write("mine.yaml", "# mine\nprogram: mine\n" + line + "\n" + output);
        BrokenFile broken = load().broken().getFirst();
        assertEquals(number, broken.line(), broken::toString);
        assertTrue(broken.message().contains(why), broken::toString);
    }

    @Test
    void what_is_missing_is_named() throws IOException {
        write("a.yaml", TEXT);
        write("b.yaml", "program: b\n");
        write("c.yaml", "program: c\noutput: {format: jsonl}\n");
        write("d.yaml", "program: d\noutput: {format: jsonl, rules: [{message: result}]}\n");
        write("command.yaml", "program: x\n" + TEXT);
        write("e.yaml", "program: ./e\n" + TEXT);
        List<BrokenFile> broken = load().broken();
        List<String> parts = List.of(
                "'program' is missing",
                "'output' is missing",
                "'rules' is missing",
                "'command' is a backend of Drover itself",
                "'result' is not a JSON Pointer",
                "name a program on the PATH");
        assertEquals(parts.size(), broken.size(), broken::toString);
        for (String part : parts) {
            assertTrue(
                    broken.stream().anyMatch(file -> file.message().contains(part)),
                    () -> part + " is not among " + broken);
        }
    }

    @Test
    void values_are_put_in_as_they_are() {
        var template = Template.of("{\"{model}\": {}, \"a\": \"{endpoint}/v1\"}");
        assertEquals(
                Optional.of("{\"$1{model}\": {}, \"a\": \"\\/v1\"}"),
                template.filled(Map.of(Placeholder.MODEL, "$1{model}", Placeholder.ENDPOINT, "\\")));
        assertEquals(Optional.empty(), template.filled(Map.of(Placeholder.MODEL, "m")));
    }

    private CliBackends load() {
        return CliBackends.load(folder);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
