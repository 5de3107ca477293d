package dev.drover.flock;

import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Tasks for tests. */
final class Tasks {
    private Tasks() {}

    static TaskSpec task(String id, String... dependencies) {
        return with(id, Optional.empty(), List.of(dependencies));
    }

    static TaskSpec locked(String id, String mutex, String... dependencies) {
        return with(id, Optional.of(mutex), List.of(dependencies));
    }

    /** Random tasks without a cycle, in a random order. */
    static List<TaskSpec> random(Random random) {
        int count = 1 + random.nextInt(40);
        int percent = random.nextInt(60);
        var tasks = new ArrayList<TaskSpec>();
        for (int i = 0; i < count; i++) {
            var dependencies = new ArrayList<String>();
            for (int j = 0; j < i; j++) {
                if (random.nextInt(100) < percent) {
                    dependencies.add("t" + j);
                }
            }
            Collections.shuffle(dependencies, random);
            tasks.add(with("t" + i, Optional.empty(), dependencies));
        }
        Collections.shuffle(tasks, random);
        return tasks;
    }

    private static TaskSpec with(String id, Optional<String> mutex, List<String> dependencies) {
        return new TaskSpec(
                id,
                Optional.of("coding"),
                Optional.empty(),
                "do " + id,
                Optional.empty(),
                Map.of(),
                dependencies,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                mutex,
                List.of(),
                List.of());
    }
}
