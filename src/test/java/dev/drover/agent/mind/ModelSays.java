package dev.drover.agent.mind;

import dev.drover.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of a model as Ollama streams them. */
public final class ModelSays {
    private ModelSays() {}

    /** Edits with what a model says of them. */
    public static String[] edits(Object... edits) {
        return answer(Map.of("plan", "As told.", "see", List.of(), "edits", List.of(edits), "summary", "It is done."));
    }

    public static String[] wantsToSee(String... wishes) {
        return answer(Map.of("plan", "Look first.", "see", List.of(wishes), "edits", List.of(), "summary", ""));
    }

    public static Map<String, Object> write(String path, String content) {
        return Map.of("kind", "write", "path", path, "content", content);
    }

    public static Map<String, Object> replace(String path, String find, String with) {
        return Map.of("kind", "replace", "path", path, "find", find, "with", with);
    }

    public static String[] answer(Object json) {
        return text(new String(Json.bytes(json), StandardCharsets.UTF_8));
    }

    /** In two pieces, then the end with its figures. */
    public static String[] text(String text) {
        int middle = text.length() / 2;
        return new String[] {
            line(text.substring(0, middle), false, Map.of()),
            line(text.substring(middle), false, Map.of()),
            line("", true, Map.of("done_reason", "stop", "prompt_eval_count", 100, "eval_count", 20))
        };
    }

    private static String line(String content, boolean done, Map<String, Object> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("model", "coder");
        line.put("message", Map.of("role", "assistant", "content", content));
        line.put("done", done);
        line.putAll(more);
        return new String(Json.bytes(line), StandardCharsets.UTF_8);
    }
}
