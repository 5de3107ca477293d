package dev.drover.e2e;

import dev.drover.message.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Request files, written as a person would. */
final class Requests {
    private Requests() {}

    /** One task with a command. */
    static String run(String requestId, String command) {
        return of(requestId, task("t1", command));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static String of(String requestId, Map<String, Object>... tasks) {
        return json(Map.of("request_id", requestId, "tasks", List.of(tasks)));
    }

    /** A task for a testing agent, which runs any command. */
    static Map<String, Object> task(String id, String command, String... dependencies) {
        return new LinkedHashMap<>(Map.of(
                "task_id",
                id,
                "agent_type",
                "testing",
                "action",
                "run",
                "run",
                command,
                "dependencies",
                new ArrayList<>(Arrays.asList(dependencies))));
    }

    /** The task with one more member, or with another value of one. */
    static Map<String, Object> with(Map<String, Object> task, String name, Object value) {
        task.put(name, value);
        return task;
    }

    static String json(Object value) {
        return Json.pretty(value);
    }
}
