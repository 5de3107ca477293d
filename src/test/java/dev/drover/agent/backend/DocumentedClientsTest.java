package dev.drover.agent.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the coding CLIs that cannot be run here, with programs that print what their documentation says. */
class DocumentedClientsTest {
    private static final String ENDPOINT = "http://127.0.0.1:11434";

    @TempDir
    private Path folder;

    private Bed bed;

    @BeforeEach
    void make() throws IOException {
        bed = new Bed(folder);
    }

    @Test
    void gemini_is_told_the_task_and_its_stream_is_read() throws Exception {
        CliRun run = bed.shipped("gemini")
                .model("gemini-3-pro")
                .ofAgent(Map.of("GEMINI_API_KEY", "k", "OPENAI_API_KEY", "other"))
                .program("gemini", """
                        printf '%s\\n' "$@" >arguments; env >environment
                        echo '{"type":"init","session_id":"1","model":"gemini-3-pro"}'
                        echo '{"type":"message","role":"user","content":"go"}'
                        echo '{"type":"message","role":"assistant","content":"It is ","delta":true}'
                        echo '{"type":"tool_use","tool_name":"write_file","parameters":{}}'
                        echo '{"type":"tool_result","status":"success","output":"done"}'
                        echo '{"type":"message","role":"assistant","content":"done.","delta":true}'
                        echo '{"type":"result","status":"success","stats":{"input_tokens":70,"output_tokens":8}}'""")
                .run("gemini", "go");
        assertTrue(run.claimedSuccess(), run::toString);
        assertEquals("It is done.", run.message());
        assertEquals(List.of(70L, 8L), List.of(run.inputTokens(), run.outputTokens()));
        assertEquals(
                List.of(
                        "-p",
                        "go",
                        "-o",
                        "stream-json",
                        "--approval-mode",
                        "yolo",
                        "--skip-trust",
                        "-m",
                        "gemini-3-pro"),
                bed.read("arguments").lines().toList());
        List<String> environment = bed.read("environment").lines().toList();
        assertTrue(environment.contains("GEMINI_API_KEY=k"), environment::toString);
        assertFalse(environment.toString().contains("OPENAI_API_KEY"), environment::toString);
    }

    @Test
    void a_failed_result_of_gemini_is_told_with_its_reason_also_with_the_exit_code_0() throws Exception {
        CliRun run = bed.shipped("gemini")
                .program(
                        "gemini",
                        "echo '{\"type\":\"result\",\"status\":\"error\",\"error\":{\"type\":\"E\",\"message\":\"no quota\"},"
                                + "\"stats\":{\"input_tokens\":7,\"output_tokens\":0}}'")
                .run("gemini", "go");
        assertFalse(run.claimedSuccess());
        assertEquals(Optional.of("gemini: no quota"), run.error());
        assertEquals(7L, run.inputTokens());
    }

    /** Wrong input or no key, too many turns, and whatever else it ends with. */
    @ParameterizedTest
    @CsvSource({"1", "41", "42", "53"})
    void an_exit_code_of_gemini_is_a_failure_with_the_last_trouble_it_told(int code) throws Exception {
        CliRun run = bed.shipped("gemini")
                .program(
                        "gemini",
                        "echo '{\"type\":\"error\",\"severity\":\"error\",\"message\":\"It went wrong\"}'; exit "
                                + code)
                .run("gemini", "go");
        assertFalse(run.claimedSuccess());
        assertEquals(Optional.of("gemini ended with exit code " + code + ": It went wrong"), run.error());
    }

    @Test
    void gemini_that_stops_in_the_middle_has_not_ended_well() throws Exception {
        CliRun run = bed.shipped("gemini")
                .program("gemini", "echo '{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"I will\"}'")
                .run("gemini", "go");
        assertFalse(run.claimedSuccess());
        assertTrue(run.error().orElseThrow().startsWith("gemini ended without saying that it was done"), run::toString);
    }

    @Test
    void aider_is_told_the_task_in_a_file_and_the_server_in_a_variable() throws Exception {
        CliRun run = bed.shipped("aider")
                .endpoint(ENDPOINT)
                .model("qwen2.5-coder:7b")
                .program("aider", """
                        printf '%s\\n' "$@" >arguments; cat "$2" >task; env >environment
                        echo 'Applied edit to shop.py'""")
                .run("aider", "Mend the discount");
        assertTrue(run.claimedSuccess(), run::toString);
        assertEquals("Applied edit to shop.py", run.message());
        assertEquals("Mend the discount", bed.read("task").strip());
        List<String> arguments = bed.read("arguments").lines().toList();
        assertTrue(arguments.containsAll(List.of("--yes-always", "--no-auto-commits", "ollama_chat/qwen2.5-coder:7b")));
        assertTrue(bed.read("environment").lines().anyMatch(("OLLAMA_API_BASE=" + ENDPOINT)::equals));
    }

    @Test
    void aider_without_an_endpoint_takes_the_model_as_it_is_called_and_its_own_key() throws Exception {
        bed.shipped("aider")
                .model("sonnet")
                .ofAgent(Map.of("ANTHROPIC_API_KEY", "k"))
                .program("aider", "printf '%s\\n' \"$@\" >arguments; env >environment")
                .run("aider", "go");
        assertEquals(List.of("--model", "sonnet"), lastTwo());
        List<String> environment = bed.read("environment").lines().toList();
        assertTrue(environment.contains("ANTHROPIC_API_KEY=k"), environment::toString);
        assertFalse(environment.toString().contains("OLLAMA_API_BASE"), environment::toString);
    }

    @Test
    void goose_is_told_the_task_the_provider_and_how_many_turns_it_has() throws Exception {
        CliRun run = bed.shipped("goose")
                .endpoint(ENDPOINT)
                .model("qwen3:8b")
                .program("goose", "printf '%s\\n' \"$@\" >arguments; env >environment; echo fine")
                .run("goose", "go");
        assertTrue(run.claimedSuccess(), run::toString);
        List<String> arguments = bed.read("arguments").lines().toList();
        assertEquals("run", arguments.getFirst());
        assertTrue(arguments.containsAll(List.of("--no-session", "--provider", "ollama", "--model", "qwen3:8b")));
        assertEquals(List.of("--max-turns", "100"), lastTwo());
        List<String> environment = bed.read("environment").lines().toList();
        assertTrue(environment.containsAll(List.of("OLLAMA_HOST=" + ENDPOINT, "GOOSE_MODE=auto")));
    }

    @ParameterizedTest
    @CsvSource({"aider", "goose"})
    void one_that_prints_words_for_people_has_failed_by_its_exit_code_with_its_last_words(String name)
            throws Exception {
        CliRun run = bed.shipped(name)
                .program(name, "echo 'litellm.AuthenticationError: no key'; exit 1")
                .run(name, "go");
        assertFalse(run.claimedSuccess());
        assertEquals(Optional.of(name + " ended with exit code 1: litellm.AuthenticationError: no key"), run.error());
    }

    private List<String> lastTwo() throws IOException {
        List<String> arguments = bed.read("arguments").lines().toList();
        return arguments.subList(arguments.size() - 2, arguments.size());
    }
}
