package dev.drover.agent.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coding CLI finds when it starts: its arguments, its environment, its HOME, its input. */
class CliBackendTest {
    private static final String TEXT = "output: {format: text}\n";

    @TempDir
    private Path folder;

    private Bed bed;

    @BeforeEach
    void make() throws IOException {
        bed = new Bed(folder);
    }

    @Test
    void sees_only_what_its_file_lists_and_no_secret_of_the_agent() throws Exception {
        bed.mine("environment: {MODE: quick, SERVER: '{endpoint}/v1', UNSET: '{model}'}\npass: [MY_KEY, NOT_THERE]\n"
                        + TEXT)
                .program("mine", "env >env.txt")
                .ofAgent(Map.of("MY_KEY", "k", "SECRET", "planted", "AWS_SECRET_ACCESS_KEY", "planted"))
                .endpoint("http://127.0.0.1:1/v1/");
        assertTrue(bed.run("mine", "go").claimedSuccess());
        String environment = bed.read("env.txt");
        assertFalse(environment.contains("planted"), environment);
        assertTrue(environment.contains("MY_KEY=k\n") && environment.contains("SERVER=http://127.0.0.1:1/v1\n"));
        Set<String> names = environment
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> !name.equals("_") && !name.equals("OLDPWD") && !name.equals("SHLVL"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Set.of("DROVER_PACKET_ID", "HOME", "LANG", "MODE", "MY_KEY", "PATH", "PWD", "SERVER", "TMPDIR"), names);
    }

    @Test
    void has_a_home_and_a_temporary_folder_of_its_own_at_each_run() throws Exception {
        bed.mine("files: {.config/mine.json: '{\"in\": \"{home}\"}'}\n" + TEXT)
                .program(
                        "mine",
                        "pwd; ls -A \"$TMPDIR\"; echo \"$HOME\" >>homes; cat \"$HOME/.config/mine.json\" >last");
        assertEquals(bed.workspace.toString(), bed.run("mine", "go").message());
        bed.run("mine", "go");
        List<String> homes = bed.read("homes").lines().toList();
        assertNotEquals(homes.getFirst(), homes.getLast());
        assertTrue(homes.stream().allMatch(home -> home.startsWith(bed.scratch.toString())), homes::toString);
        assertEquals("{\"in\": \"" + homes.getLast() + "\"}", bed.read("last"));
    }

    @Test
    void an_option_without_a_value_is_left_out_with_its_flag() throws Exception {
        bed.mine("""
                        arguments:
                          - run
                          - [--model, '{model}']
                          - [--server, '{endpoint}']
                          - {with: endpoint, use: [--local]}
                          - {without: endpoint, use: --remote}
                          - [--in, '{workspace}', --turns, '{turns}']
                          - '{prompt}'
                        """ + TEXT).program("mine", "for a; do echo \"[$a]\"; done");
        assertEquals(
                "[run]\n[--remote]\n[say 'hi' && $HOME]",
                bed.run("mine", "say 'hi' && $HOME").message());
        bed.model("small:7b").endpoint("http://localhost:11434");
        assertEquals(
                "[run]\n[--model]\n[small:7b]\n[--server]\n[http://localhost:11434]\n[--local]\n[go]",
                bed.run("mine", "go").message());
    }

    @Test
    void reads_the_prompt_where_its_file_says_so_and_else_nothing() throws Exception {
        bed.mine("stdin: prompt\n" + TEXT).program("mine", "cat");
        assertEquals("two\nlines", bed.run("mine", "two\nlines").message());
        bed.mine("arguments: ['{prompt_file}']\n" + TEXT).program("mine", "cat; echo end; cat \"$1\"");
        assertEquals("end\nfrom the file", bed.run("mine", "from the file").message());
    }

    @Test
    void a_prompt_is_never_taken_for_an_option() throws Exception {
        bed.mine("arguments: ['{prompt}']\n" + TEXT)
                .program("mine", "case $1 in -*) echo option ;; *) echo text ;; esac");
        assertEquals("text", bed.run("mine", "--dangerously-skip-everything").message());
    }

    @Test
    void a_prompt_that_is_too_long_for_an_argument_is_told_and_not_cut() throws Exception {
        bed.mine("arguments: ['{prompt}']\n" + TEXT).program("mine", "touch started");
        CliRun run = bed.run("mine", "x".repeat(100_001));
        assertFalse(run.claimedSuccess());
        assertTrue(run.error().orElseThrow().contains("stdin: prompt"), run::toString);
        assertFalse(Files.exists(bed.workspace.resolve("started")));
        bed.mine("stdin: prompt\n" + TEXT).program("mine", "wc -c");
        assertEquals("100001", bed.run("mine", "x".repeat(100_001)).message());
    }

    @Test
    void what_is_not_installed_is_told_with_how_to_get_it() throws Exception {
        bed.mine("install: npm install -g mine-cli\n" + TEXT);
        CliRun run = bed.run("mine", "go");
        assertEquals(127, run.evidence().exitCode());
        assertEquals(
                Optional.of(
                        "the program 'mine' of the backend 'mine' is not there; install it: npm install -g mine-cli"),
                run.error());
    }

    @Test
    void the_evidence_names_the_command_without_the_prompt() throws Exception {
        bed.mine("arguments: [--do, '{prompt}']\n" + TEXT).program("mine", "exit 3");
        CliRun run = bed.run("mine", "a secret plan");
        assertEquals("mine --do {prompt}", run.evidence().command());
        assertEquals(3, run.evidence().exitCode());
        assertEquals(Optional.of("mine ended with exit code 3"), run.error());
    }

    @Test
    void a_model_or_an_endpoint_that_would_break_out_of_a_file_is_refused() throws IOException {
        bed.mine(TEXT).model("x\"; rm -rf");
        assertThrows(DroverException.class, () -> bed.run("mine", "go"));
        bed.model("small").endpoint("http://x/\n[evil]");
        assertThrows(DroverException.class, () -> bed.run("mine", "go"));
    }

    @Test
    void a_file_of_its_last_message_is_read_and_a_link_in_its_place_is_not() throws Exception {
        bed.mine("arguments: ['{last_message_file}']\noutput: {format: file}\n")
                .program("mine", "echo noise; echo done >\"$1\"");
        assertEquals("done", bed.run("mine", "go").message());
        bed.program("mine", "ln -s /etc/passwd \"$1\"");
        assertEquals("", bed.run("mine", "go").message());
    }

    @Test
    void a_schema_is_handed_over_as_a_file() throws Exception {
        bed.mine("arguments: [[--schema, '{schema_file}']]\noutput: {format: text, schema: '{\"type\": \"object\"}'}\n")
                .program("mine", "cat \"$2\"");
        assertEquals("{\"type\": \"object\"}", bed.run("mine", "go").message());
    }
}
