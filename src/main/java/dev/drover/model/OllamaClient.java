package dev.drover.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Speaks Ollama's own protocol (its {@code docs/api.md}): JSON objects line by line. */
public final class OllamaClient implements ModelClient {
    private final Http http;

    /** Connects to nothing yet. Whatever stands before a server may want a key. */
    public OllamaClient(Endpoint endpoint, Optional<BearerKey> key, TimeLimits limits) {
        http = new Http(endpoint, key, limits);
    }

    /**
     * How far a model has been fetched.
     *
     * @param what in the server's words
     * @param completed bytes of the part that is under way
     * @param total bytes of that part; 0 when it is not told
     */
    public record Progress(String what, long completed, long total) {}

    @Override
    public ChatAnswer chat(Chat chat) throws ModelException, InterruptedException {
        try (Exchange exchange = http.post("/api/chat", body(chat))) {
            exchange.check(chat.model());
            var draft = new Draft(exchange);
            for (Optional<String> line = exchange.line(); line.isPresent(); line = exchange.line()) {
                if (line.get().isBlank()) {
                    continue;
                }
                JsonNode chunk = exchange.object(line.get());
                JsonNode message = chunk.path("message");
                if (!message.path("thinking").asString("").isEmpty()) {
                    draft.lives();
                }
                draft.add(message.path("content").asString(""));
                if (chunk.path("done").asBoolean(false)) {
                    return draft.end(
                            chunk.path("done_reason").asString("").equals("length"),
                            chunk.path("prompt_eval_count").asLong(0),
                            chunk.path("eval_count").asLong(0),
                            Duration.ofNanos(chunk.path("load_duration").asLong(0)));
                }
            }
            throw exchange.brokenOff("the line that ends it is missing");
        }
    }

    private static Map<String, Object> body(Chat chat) {
        Sampling sampling = chat.sampling();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("num_ctx", sampling.contextTokens());
        options.put("num_predict", sampling.answerTokens());
        options.put("temperature", sampling.temperature());
        sampling.seed().ifPresent(seed -> options.put("seed", seed));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", chat.model());
        body.put("messages", messages(chat));
        body.put("stream", true);
        body.put("options", options);
        chat.schema().ifPresent(schema -> body.put("format", schema));
        return body;
    }

    /** In an order that is the same in every process, as all is that is sent: what was asked can be asked again. */
    static List<Map<String, String>> messages(Chat chat) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (Turn turn : chat.turns()) {
            Map<String, String> message = new LinkedHashMap<>();
            message.put("role", turn.role().wire());
            message.put("content", turn.text());
            messages.add(message);
        }
        return messages;
    }

    @Override
    public List<ModelInfo> models() throws ModelException, InterruptedException {
        try (Exchange exchange = http.get("/api/tags")) {
            exchange.check("");
            var models = new ArrayList<ModelInfo>();
            for (JsonNode model : exchange.wholeObject().path("models")) {
                String name = model.path("name").asString("");
                long bytes = model.path("size").asLong(-1);
                models.add(new ModelInfo(name, bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes)));
            }
            return models;
        }
    }

    /**
     * What a model is.
     *
     * @param capabilities in the server's words, such as {@code completion}, {@code tools}
     * @param contextLength most tokens that its window can have
     */
    public record Details(Set<String> capabilities, OptionalInt contextLength) {
        public Details {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /** What a model that the server has is, by {@code /api/show}. */
    public Details show(String model) throws ModelException, InterruptedException {
        try (Exchange exchange = http.post("/api/show", Map.of("model", model))) {
            exchange.check(model);
            JsonNode told = exchange.wholeObject();
            Set<String> capabilities = new LinkedHashSet<>();
            told.path("capabilities").forEach(word -> capabilities.add(word.asString("")));
            JsonNode info = told.path("model_info");
            String architecture = info.path("general.architecture").asString("");
            int length = info.path(architecture + ".context_length").asInt(0);
            return new Details(capabilities, length > 0 ? OptionalInt.of(length) : OptionalInt.empty());
        }
    }

    /** The names of the models that are in memory now, by {@code /api/ps}. */
    public Set<String> loaded() throws ModelException, InterruptedException {
        try (Exchange exchange = http.get("/api/ps")) {
            exchange.check("");
            Set<String> names = new LinkedHashSet<>();
            exchange.wholeObject()
                    .path("models")
                    .forEach(model -> names.add(model.path("name").asString("")));
            return names;
        }
    }

    /**
     * Has the server fetch a model.
     *
     * @param onProgress is told on the calling thread
     * @throws ModelException when the server cannot, or says nothing for longer than the limits allow
     */
    public void pull(String model, Consumer<Progress> onProgress) throws ModelException, InterruptedException {
        try (Exchange exchange = http.post("/api/pull", Map.of("model", model, "stream", true))) {
            exchange.check(model);
            for (Optional<String> line = exchange.line(); line.isPresent(); line = exchange.line()) {
                if (line.get().isBlank()) {
                    continue;
                }
                JsonNode step = exchange.object(line.get());
                exchange.renew();
                String status = step.path("status").asString("");
                onProgress.accept(new Progress(
                        status,
                        step.path("completed").asLong(0),
                        step.path("total").asLong(0)));
                if (status.equals("success")) {
                    return;
                }
            }
            throw exchange.brokenOff("it did not say that the model is there");
        }
    }
}
