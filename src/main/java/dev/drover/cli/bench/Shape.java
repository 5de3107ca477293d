package dev.drover.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests that are measured with: explicit tasks that run {@code true}. */
enum Shape {
    /** One task. */
    SINGLE(1) {
        @Override
        List<String> dependenciesOf(int task) {
            return List.of();
        }
    },
    /** Eight tasks in seven levels: one after the other, and two side by side at the end. */
    CHAIN(8) {
        @Override
        List<String> dependenciesOf(int task) {
            return task == 1 ? List.of() : List.of("t" + Math.min(task - 1, 6));
        }
    };

    private final int tasks;

    Shape(int tasks) {
        this.tasks = tasks;
    }

    int tasks() {
        return tasks;
    }

    abstract List<String> dependenciesOf(int task);

    /** The request as it is dropped. */
    Map<String, Object> request(String id, String agentType) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 1; i <= tasks; i++) {
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("task_id", "t" + i);
            task.put("agent_type", agentType);
            task.put("action", "Measure");
            task.put("run", "true");
            task.put("dependencies", dependenciesOf(i));
            list.add(task);
        }
        return Map.of("request_id", id, "tasks", list);
    }
}
