package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import dev.drover.message.TaskState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one table of the moves that a task may make. */
class TaskTest {
    private static final Map<TaskState, Set<TaskState>> ALLOWED = Map.of(
            TaskState.PENDING,
            EnumSet.of(TaskState.QUEUED, TaskState.FAILED, TaskState.BLOCKED, TaskState.CANCELLED),
            TaskState.QUEUED,
            EnumSet.of(
                    TaskState.RUNNING,
                    TaskState.PENDING,
                    TaskState.COMPLETED,
                    TaskState.FAILED,
                    TaskState.BLOCKED,
                    TaskState.CANCELLED),
            TaskState.RUNNING,
            EnumSet.of(
                    TaskState.PENDING, TaskState.COMPLETED, TaskState.FAILED, TaskState.BLOCKED, TaskState.CANCELLED),
            TaskState.BLOCKED,
            EnumSet.of(TaskState.PENDING));

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void a_move_is_made_exactly_when_the_table_has_it(TaskState from) {
        for (TaskState to : TaskState.values()) {
            if (ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
                move(in(from), to);
            } else {
                DroverException e = assertThrows(DroverException.class, () -> move(in(from), to), from + " to " + to);
                String message = String.valueOf(e.getMessage());
                for (String part : List.of("'t'", from.wire(), to.wire(), "attempts", "failures", "deaths")) {
                    assertTrue(message.contains(part), message);
                }
                assertEquals("t", e.ids().get("task_id"));
            }
        }
    }

    private static Task in(TaskState state) {
        return new Task(
                Specs.task("t"),
                state,
                1,
                0,
                0,
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Task move(Task task, TaskState to) {
        return switch (to) {
            case PENDING -> task.retrying(1, Instant.EPOCH);
            case QUEUED -> task.issued(2);
            case RUNNING -> task.claimed("a1");
            case COMPLETED, FAILED, BLOCKED, CANCELLED -> task.ended(to, Optional.empty());
        };
    }
}
