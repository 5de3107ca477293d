package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the examples for CI systems, the page on reports and the README tell people to type is there to be typed. */
class CiExamplesTest {
    private static final Path CI = Path.of("src/docs/examples/ci");
    private static final Pattern CALL =
            Pattern.compile("(?:\"\\$DROVER\"|(?:\\./)?drover) ([a-z]+)((?:\\\\\n|\n {4,}--|[^\n`])*)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]+");

    private record Call(String command, List<String> options) {}

    private static List<Call> calls(String text) {
        List<Call> calls = new ArrayList<>();
        Matcher call = CALL.matcher(text);
        while (call.find()) {
            Matcher option = OPTION.matcher(call.group(2));
            List<String> options = new ArrayList<>();
            while (option.find()) {
                options.add(option.group());
            }
            calls.add(new Call(call.group(1), options));
        }
        return calls;
    }

    private static void assertTypable(List<Call> calls) {
        CommandLine drover = Main.commandLine();
        for (Call call : calls) {
            CommandLine command = drover.getSubcommands().get(call.command());
            assertNotNull(command, call::toString);
            for (String option : call.options()) {
                assertNotNull(command.getCommandSpec().findOption(option), () -> option + " of " + call);
            }
        }
    }

    @Test
    void the_examples_call_commands_and_options_that_there_are() throws IOException {
        for (String name : List.of("Jenkinsfile", ".gitlab-ci.yml")) {
            List<Call> calls = calls(Files.readString(CI.resolve(name)));
            assertEquals(
                    List.of("init", "run", "report", "down"),
                    calls.stream().map(Call::command).toList(),
                    name);
            assertEquals(
                    List.of("--workspace", "--id", "--gate", "--junit", "--sarif"),
                    calls.get(1).options(),
                    name);
            assertTypable(calls);
        }
    }

    @Test
    void the_page_on_reports_names_what_there_is() throws IOException {
        List<Call> calls = calls(Files.readString(Path.of("src/docs/reports.md"))).stream()
                .filter(call -> !call.options().isEmpty())
                .toList();
        assertFalse(calls.isEmpty());
        assertTypable(calls);
    }

    @Test
    void what_gitlab_collects_is_what_drover_writes() throws IOException {
        String text = Files.readString(CI.resolve(".gitlab-ci.yml"));
        JsonNode job = YAMLMapper.builder().build().readTree(text).path("drover");
        String script = job.path("script").path(1).asString();
        String junit = job.at("/artifacts/reports/junit").asString();
        assertTrue(script.contains("--junit " + junit + " "), script);
        for (JsonNode path : job.at("/artifacts/paths")) {
            assertTrue(
                    text.contains("--sarif " + path.asString()) || text.contains("--out " + path.asString()),
                    path::asString);
        }
    }

    @Test
    void what_jenkins_collects_is_what_drover_writes() throws IOException {
        String text = Files.readString(CI.resolve("Jenkinsfile"));
        Matcher junit = Pattern.compile("junit testResults: '([^']+)'").matcher(text);
        assertTrue(junit.find());
        assertTrue(text.contains("--junit " + junit.group(1) + " "));
        assertEquals(
                text.chars().filter(c -> c == '{').count(),
                text.chars().filter(c -> c == '}').count());
    }

    @Test
    void the_exit_codes_are_those_that_people_are_told() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertTrue(
                readme.contains("| " + Exit.HELD + " | `run`, `submit --wait`, `report`"), "the table of exit codes");
        assertTrue(Files.readString(Path.of("src/docs/reports.md"))
                .contains("| " + Exit.HELD + " | completed, and the gate"));
    }
}
