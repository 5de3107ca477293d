package dev.drover.report.account;

import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was planned, as {@code plan.json} of the run folder keeps it. */
public record Plan(
        Optional<String> pattern,
        Optional<String> reason,
        Optional<Strategy> strategy,
        Optional<String> strategyReason,
        List<TaskSpec> tasks) {
    public Plan(
            Optional<String> pattern,
            Optional<String> reason,
            Optional<Strategy> strategy,
            Optional<String> strategyReason,
            @Nullable List<TaskSpec> tasks) {
        this.pattern = pattern;
        this.reason = reason;
        this.strategy = strategy;
        this.strategyReason = strategyReason;
        this.tasks = tasks == null ? List.of() : List.copyOf(tasks);
        this.tasks.forEach(task -> {
            Objects.requireNonNull(task.taskId(), "task_id");
            Objects.requireNonNull(task.action(), "action");
        });
    }
}
