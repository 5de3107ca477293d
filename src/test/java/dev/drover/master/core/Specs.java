package dev.drover.master.core;

import dev.drover.message.Rerun;
import dev.drover.message.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Task specs for tests. */
final class Specs {
    private Specs() {}

    static TaskSpec task(String id, String... dependencies) {
        return full(id, "coding", List.of(dependencies), Optional.empty(), Optional.empty(), null, null);
    }

    static TaskSpec typed(String id, String type, String... dependencies) {
        return full(id, type, List.of(dependencies), Optional.empty(), Optional.empty(), null, null);
    }

    static TaskSpec retried(String id, int retries) {
        return full(id, "coding", List.of(), Optional.of(retries), Optional.empty(), null, null);
    }

    static TaskSpec never(String id) {
        return full(id, "coding", List.of(), Optional.empty(), Optional.of(Rerun.NEVER), null, null);
    }

    static TaskSpec locked(String id, String mutex, String... dependencies) {
        return full(id, "coding", List.of(dependencies), Optional.empty(), Optional.empty(), null, mutex);
    }

    static TaskSpec later(String id, Instant notBefore) {
        return full(id, "coding", List.of(), Optional.empty(), Optional.empty(), notBefore, null);
    }

    static TaskSpec full(
            String id,
            String type,
            List<String> dependencies,
            Optional<Integer> retries,
            Optional<Rerun> rerun,
            @org.jspecify.annotations.Nullable Instant notBefore,
            @org.jspecify.annotations.Nullable String mutex) {
        return new TaskSpec(
                id,
                Optional.of(type),
                Optional.empty(),
                "do " + id,
                Optional.of("true"),
                Map.of(),
                dependencies,
                List.of(),
                Optional.empty(),
                retries,
                rerun,
                Optional.ofNullable(notBefore),
                Optional.ofNullable(mutex),
                List.of(),
                List.of());
    }
}
