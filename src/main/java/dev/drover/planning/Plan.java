package dev.drover.planning;

import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done for a request.
 *
 * @param pattern name of the decomposition pattern that was used
 * @param reason one sentence for the journal: why this plan, and how a person gets another
 * @param tasks a task graph; every task has its agent type
 */
public record Plan(Optional<String> pattern, String reason, List<TaskSpec> tasks) {
    public Plan {
        tasks = List.copyOf(tasks);
        for (TaskSpec task : tasks) {
            if (task.agentType().isEmpty()) {
                throw new IllegalArgumentException("Task '" + task.taskId() + "' of a plan has no agent type");
            }
        }
    }
}
