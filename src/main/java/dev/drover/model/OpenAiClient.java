package dev.drover.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Speaks chat completions as llama.cpp, LM Studio, vLLM and Ollama understand them: server-sent events, and a schema as
 * {@code response_format}. The protocol has no member for the size of the window; it is what the server was started with.
 */
public final class OpenAiClient implements ModelClient {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    /** What a model thinks before it answers: by the name that llama.cpp and vLLM give it, and by Ollama's. */
    private static final List<String> THOUGHTS = List.of("reasoning_content", "reasoning");

    private final Http http;

    /** Connects to nothing yet. */
    public OpenAiClient(Endpoint endpoint, Optional<BearerKey> key, TimeLimits limits) {
        http = new Http(endpoint, key, limits);
    }

    @Override
    public ChatAnswer chat(Chat chat) throws ModelException, InterruptedException {
        try (Exchange exchange = http.post("/chat/completions", body(chat))) {
            exchange.check(chat.model());
            var draft = new Draft(exchange);
            String reason = "";
            long promptTokens = 0;
            long answerTokens = 0;
            for (Optional<String> line = exchange.line(); line.isPresent(); line = exchange.line()) {
                Optional<String> data = data(line.get());
                if (data.isEmpty()) {
                    continue;
                }
                if (data.get().equals(DONE)) {
                    break;
                }
                JsonNode chunk = exchange.object(data.get());
                JsonNode choice = chunk.path("choices").path(0);
                JsonNode delta = choice.path("delta");
                if (THOUGHTS.stream()
                        .anyMatch(name -> !delta.path(name).asString("").isEmpty())) {
                    draft.lives();
                }
                draft.add(delta.path("content").asString(""));
                reason = choice.path("finish_reason").asString(reason);
                promptTokens = chunk.path("usage").path("prompt_tokens").asLong(promptTokens);
                answerTokens = chunk.path("usage").path("completion_tokens").asLong(answerTokens);
            }
            if (reason.isEmpty()) {
                throw exchange.brokenOff("no reason for its end was given");
            }
            return draft.end(reason.equals("length"), promptTokens, answerTokens, Duration.ZERO);
        }
    }

    /** An error may come bare, without the form of an event. */
    private static Optional<String> data(String line) {
        if (line.startsWith(DATA)) {
            return Optional.of(line.substring(DATA.length()).strip());
        }
        return line.startsWith("{") ? Optional.of(line) : Optional.empty();
    }

    private static Map<String, Object> body(Chat chat) {
        Sampling sampling = chat.sampling();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", chat.model());
        body.put("messages", OllamaClient.messages(chat));
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        body.put("max_tokens", sampling.answerTokens());
        body.put("temperature", sampling.temperature());
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        chat.schema().ifPresent(schema -> body.put("response_format", responseFormat(schema)));
        return body;
    }

    private static Map<String, Object> responseFormat(JsonNode schema) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", "answer");
        answer.put("strict", true);
        answer.put("schema", schema);
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("type", "json_schema");
        format.put("json_schema", answer);
        return format;
    }

    @Override
    public List<ModelInfo> models() throws ModelException, InterruptedException {
        try (Exchange exchange = http.get("/models")) {
            exchange.check("");
            var models = new ArrayList<ModelInfo>();
            for (JsonNode model : exchange.wholeObject().path("data")) {
                models.add(new ModelInfo(model.path("id").asString(""), OptionalLong.empty()));
            }
            return models;
        }
    }
}
