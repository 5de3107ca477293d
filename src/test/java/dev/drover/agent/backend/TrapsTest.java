package dev.drover.agent.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What coding CLIs were seen to do, by recordings of real ones and by programs that do the same. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TrapsTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Bed bed;

    @BeforeEach
    void make() throws IOException {
        bed = new Bed(folder);
    }

    @Test
    void claude_that_calls_its_failure_a_success_has_failed() throws Exception {
        CliRun run = bed.shipped("claude")
                .recorded("claude", "claude-no-connection.jsonl", 1)
                .run("claude", "go");
        assertFalse(run.claimedSuccess());
        assertEquals(Optional.of("claude: API Error: Unable to connect to API (ConnectionRefused)"), run.error());
    }

    @Test
    void an_error_counts_whatever_the_exit_code_is() throws Exception {
        bed.shipped("claude").recorded("claude", "claude-no-connection.jsonl", 0);
        assertFalse(bed.run("claude", "go").claimedSuccess());
    }

    @Test
    void qwen_that_ends_well_with_its_error_as_the_result_has_failed() throws Exception {
        CliRun run = bed.shipped("qwen")
                .recorded("qwen", "qwen-no-connection.jsonl", 0)
                .run("qwen", "go");
        assertEquals(0, run.evidence().exitCode());
        assertFalse(run.claimedSuccess());
        assertEquals(Optional.of("qwen: [API Error: Connection error. (cause: fetch failed)]"), run.error());
    }

    @Test
    void a_failed_turn_of_codex_is_told_with_its_reason() throws Exception {
        CliRun run = bed.shipped("codex")
                .recorded("codex", "codex-no-connection.jsonl", 0)
                .run("codex", "go");
        assertFalse(run.claimedSuccess());
        assertTrue(run.error().orElseThrow().startsWith("codex: unexpected status 404 Not Found"), run::toString);
    }

    @Test
    void an_error_of_opencode_is_told_with_its_reason() throws Exception {
        CliRun run = bed.shipped("opencode")
                .recorded("opencode", "opencode-no-connection.jsonl", 1)
                .run("opencode", "go");
        assertFalse(run.claimedSuccess());
        assertTrue(run.error().orElseThrow().startsWith("opencode: Not Found"), run::toString);
    }

    @Test
    void tokens_and_costs_are_what_it_says_of_them() throws Exception {
        bed.shipped("claude").program("claude", """
                echo '{"type":"result","is_error":false,"result":"done","total_cost_usd":0.0123,
                ' | tr -d '\\n'
                echo '"usage":{"input_tokens":5,"cache_read_input_tokens":7,"output_tokens":3}}'""");
        CliRun run = bed.run("claude", "go");
        assertTrue(run.claimedSuccess(), run::toString);
        assertEquals(List.of(12L, 3L), List.of(run.inputTokens(), run.outputTokens()));
        assertEquals(OptionalLong.of(12_300), run.microDollars());
    }

    @Test
    void endless_retries_are_ended_by_the_wall_clock_with_all_that_was_started() throws Exception {
        bed.shipped("codex").limit(SHORT).program("codex", """
                sleep 300 & echo $! >child
                setsid sh -c 'echo $$ >escaped; trap "" TERM; while :; do sleep 1; done' &
                trap '' TERM
                while :; do echo '{"type":"error","message":"Reconnecting... 1/5"}'; sleep 0.2; done""");
        CliRun run = bed.run("codex", "go");
        assertTrue(run.timedOut());
        assertFalse(run.claimedSuccess());
        assertEquals(
                Optional.of("codex was ended when its time of at most 2 s was over: Reconnecting... 1/5"), run.error());
        for (String file : List.of("child", "escaped")) {
            long pid = Long.parseLong(bed.read(file).strip());
            assertTrue(ProcessId.of(pid).filter(ProcessId::isAlive).isEmpty(), file);
        }
    }

    @Test
    void who_asks_and_waits_for_an_answer_is_ended_and_the_question_told() throws Exception {
        bed.mine("output: {format: text}\n")
                .limit(SHORT)
                .program("mine", "echo 'Shall I go on? [y/N]'; read -r answer || while :; do sleep 1; done");
        CliRun run = bed.run("mine", "go");
        assertTrue(run.timedOut());
        assertTrue(run.error().orElseThrow().endsWith(": Shall I go on? [y/N]"), run::toString);
    }

    @Test
    void who_wants_a_newer_node_is_told_in_its_own_words() throws Exception {
        CliRun run = bed.shipped("claude")
                .program("claude", "echo 'claude requires Node.js 22 or newer; this is v20.20.2' >&2; exit 1")
                .run("claude", "go");
        assertEquals(
                Optional.of("claude ended with exit code 1: claude requires Node.js 22 or newer; this is v20.20.2"),
                run.error());
    }

    @Test
    void what_it_tells_of_commands_that_it_never_ran_is_a_message_and_no_evidence() throws Exception {
        CliRun run = bed.shipped("qwen").program("qwen", """
                        echo '{"type":"result","is_error":false,"result":"I ran mvn test: 312 tests passed."}'""").run("qwen", "go");
        assertTrue(run.claimedSuccess());
        assertEquals("I ran mvn test: 312 tests passed.", run.message());
        assertFalse(run.evidence().command().contains("mvn"));
        try (var files = Files.list(bed.workspace)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void who_stops_in_the_middle_of_a_line_with_exit_code_0_has_not_said_that_it_was_done() throws Exception {
        CliRun run = bed.shipped("codex").program("codex", """
                        echo '{"type":"item.completed","item":{"type":"agent_message","text":"Half way."}}'
                        printf '{"type":"turn.comple'""").run("codex", "go");
        assertFalse(run.claimedSuccess());
        assertEquals("Half way.", run.message());
        assertTrue(run.error().orElseThrow().startsWith("codex ended without saying that it was done"), run::toString);
    }

    @Test
    void who_never_stops_writing_is_ended() throws Exception {
        CliRun run = bed.mine("output: {format: text}\n").program("mine", "yes").run("mine", "go");
        assertTrue(run.flooded());
        assertTrue(run.error().orElseThrow().contains("logs.max_output_bytes"), run::toString);
    }
}
