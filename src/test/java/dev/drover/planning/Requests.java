package dev.drover.planning;

import dev.drover.council.AgentDefinitions;
import dev.drover.message.Json;
import dev.drover.message.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Requests and the built-in data for tests. */
final class Requests {
    static final Path PATTERNS = Path.of("knowledge/patterns");

    private Requests() {}

    static Request json(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Request.class);
    }

    static Request saying(String text) {
        return Json.read(Json.bytes(Map.of("user_request", text)), Request.class);
    }

    static Patterns builtInPatterns() {
        return Patterns.load(PATTERNS);
    }

    static Capabilities builtInTypes() {
        return Capabilities.of(AgentDefinitions.load(Path.of("council/agents")));
    }

    static Plan plan(Patterns patterns, String text) {
        return new PatternPlanner(() -> patterns)
                .plan(saying(text), builtInTypes())
                .orElseThrow();
    }
}
