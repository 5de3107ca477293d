package dev.drover.model;

import dev.drover.message.Json;
import dev.drover.model.FakeModelServer.Asked;
import dev.drover.model.FakeModelServer.Connection;
import dev.drover.model.FakeModelServer.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A model that has its client run one shell command and then says a word, in the protocols that coding CLIs speak:
 * responses and chat completions as of OpenAI, and messages as of Anthropic. Which of the two comes next it sees from the
 * conversation, so it does not matter how often it is asked what else.
 */
public final class ModelWithTools implements Function<Asked, Script> {
    private final String command;
    private final String word;

    public ModelWithTools(String command, String word) {
        this.command = command;
        this.word = word;
    }

    @Override
    public Script apply(Asked asked) {
        String path = asked.line().split("[ ?]")[1];
        return switch (path) {
            case "/v1/responses" -> to -> stream(to, true, responses(asked.json()));
            case "/v1/messages" -> to -> stream(to, true, messages(asked.json()));
            case "/v1/chat/completions" -> to -> chat(to, asked.json());
            default -> to -> json(to, Map.of("object", "list", "data", List.of(), "input_tokens", 10));
        };
    }

    /** See developers.openai.com: streaming events of the Responses API. */
    private List<Map<String, ?>> responses(JsonNode request) {
        Set<String> tools = names(request, "/name");
        boolean ran = request.at("/input")
                .valueStream()
                .anyMatch(item -> item.path("type").asString("").endsWith("_output"));
        Map<String, ?> item = ran
                ? Map.of(
                        "type",
                        "message",
                        "id",
                        "msg_1",
                        "role",
                        "assistant",
                        "status",
                        "completed",
                        "content",
                        List.of(Map.of("type", "output_text", "text", word, "annotations", List.of())))
                : call(tools);
        Map<String, ?> response = Map.of(
                "id", "resp_1",
                "output", List.of(item),
                "usage", Map.of("input_tokens", 10, "output_tokens", 5, "total_tokens", 15));
        return List.of(
                Map.of("type", "response.created", "response", Map.of("id", "resp_1")),
                Map.of("type", "response.output_item.added", "output_index", 0, "item", item),
                Map.of("type", "response.output_item.done", "output_index", 0, "item", item),
                Map.of("type", "response.completed", "response", response));
    }

    private Map<String, ?> call(Set<String> tools) {
        String tool = tools.contains("exec_command") ? "exec_command" : "shell_command";
        Object arguments = Map.of(tool.equals("exec_command") ? "cmd" : "command", command);
        return Map.of(
                "type",
                "function_call",
                "id",
                "fc_1",
                "call_id",
                "call_1",
                "status",
                "completed",
                "name",
                tool,
                "arguments",
                text(arguments));
    }

    /** See docs.anthropic.com: streaming messages. */
    private List<Map<String, ?>> messages(JsonNode request) {
        boolean ran = request.toString().contains("\"tool_result\"");
        Map<String, ?> message = Map.of(
                "id",
                "msg_1",
                "type",
                "message",
                "role",
                "assistant",
                "model",
                request.path("model").asString(""),
                "content",
                List.of(),
                "usage",
                Map.of("input_tokens", 10, "output_tokens", 1));
        Map<String, ?> block = ran
                ? Map.of("type", "text", "text", "")
                : Map.of("type", "tool_use", "id", "toolu_1", "name", "Bash", "input", Map.of());
        Map<String, ?> delta = ran
                ? Map.of("type", "text_delta", "text", word)
                : Map.of(
                        "type",
                        "input_json_delta",
                        "partial_json",
                        text(Map.of("command", command, "description", "write it")));
        return List.of(
                Map.of("type", "message_start", "message", message),
                Map.of("type", "content_block_start", "index", 0, "content_block", block),
                Map.of("type", "content_block_delta", "index", 0, "delta", delta),
                Map.of("type", "content_block_stop", "index", 0),
                Map.of(
                        "type", "message_delta",
                        "delta", Map.of("stop_reason", ran ? "end_turn" : "tool_use"),
                        "usage", Map.of("output_tokens", 5)),
                Map.of("type", "message_stop"));
    }

    /** See developers.openai.com: chat completions; some clients ask for them in one piece now and then. */
    private void chat(Connection to, JsonNode request) throws IOException {
        boolean ran = request.at("/messages")
                .valueStream()
                .anyMatch(one -> one.path("role").asString("").equals("tool"));
        Set<String> tools = names(request, "/function/name");
        String shell = tools.contains("bash") ? "bash" : "run_shell_command";
        boolean calls = !ran && tools.contains(shell);
        Map<String, ?> said = calls
                ? Map.of(
                        "role",
                        "assistant",
                        "tool_calls",
                        List.of(Map.of(
                                "index",
                                0,
                                "id",
                                "call_1",
                                "type",
                                "function",
                                "function",
                                Map.of(
                                        "name",
                                        shell,
                                        "arguments",
                                        text(Map.of(
                                                "command",
                                                command,
                                                "description",
                                                "write it",
                                                "is_background",
                                                false))))))
                : Map.of("role", "assistant", "content", word);
        String end = calls ? "tool_calls" : "stop";
        Map<String, ?> usage = Map.of("prompt_tokens", 10, "completion_tokens", 5, "total_tokens", 15);
        if (!request.path("stream").asBoolean(false)) {
            json(
                    to,
                    Map.of(
                            "id",
                            "chat_1",
                            "object",
                            "chat.completion",
                            "created",
                            1,
                            "model",
                            "fake",
                            "choices",
                            List.of(Map.of("index", 0, "message", said, "finish_reason", end)),
                            "usage",
                            usage));
            return;
        }
        stream(
                to,
                false,
                List.of(
                        chunk(List.of(Map.of("index", 0, "delta", said)), Map.of()),
                        chunk(List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", end)), Map.of()),
                        chunk(List.of(), usage)));
    }

    private static Set<String> names(JsonNode request, String place) {
        return request.at("/tools")
                .valueStream()
                .map(tool -> tool.at(place).asString(""))
                .collect(Collectors.toSet());
    }

    private static Map<String, ?> chunk(List<Map<String, ?>> choices, Map<String, ?> usage) {
        return Map.of(
                "id",
                "chat_1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "fake",
                "choices",
                choices,
                "usage",
                usage.isEmpty() ? Map.of("prompt_tokens", 0, "completion_tokens", 0, "total_tokens", 0) : usage);
    }

    private static void stream(Connection to, boolean named, List<Map<String, ?>> events) throws IOException {
        to.head(200, "Content-Type: text/event-stream");
        List<String> lines = new ArrayList<>();
        for (Map<String, ?> event : events) {
            lines.add((named ? "event: " + event.get("type") + "\n" : "") + "data: " + text(event) + "\n\n");
        }
        to.send(String.join("", lines) + (named ? "" : "data: [DONE]\n\n"));
        to.end();
    }

    private static void json(Connection to, Map<String, ?> answer) throws IOException {
        to.head(200, "Content-Type: application/json");
        to.send(text(answer));
        to.end();
    }

    private static String text(Object value) {
        return Json.mapper().writeValueAsString(value);
    }
}
