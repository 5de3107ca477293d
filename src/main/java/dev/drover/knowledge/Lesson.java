package dev.drover.knowledge;

import dev.drover.message.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of {@code knowledge/lessons}. What older lines do not say is absent. */
public sealed interface Lesson {
    /**
     * A request that ended, with what was asked for.
     *
     * @param workspace as in {@link Subject}
     */
    record Worked(
            Instant at,
            long seq,
            String requestId,
            String status,
            String summary,
            Optional<String> userRequest,
            Optional<String> workspace)
            implements Lesson {}

    /**
     * An attempt at a task that failed.
     *
     * @param state where that left the task; absent when it was tried again
     * @param failure how often it had failed by then
     * @param code a stable word for programs, such as {@code exit_code}
     * @param why what was said of it, for people
     * @param task what was to be done
     * @param outputTail the last lines that the command wrote
     */
    record Failed(
            Instant at,
            long seq,
            String requestId,
            String taskId,
            Optional<String> state,
            Optional<Integer> failure,
            Optional<String> code,
            String why,
            Optional<Integer> attempt,
            Optional<Subject> task,
            List<Evidence> evidence,
            Optional<String> outputTail)
            implements Lesson {
        /** What a line leaves out is absent. */
        public Failed {
            Objects.requireNonNull(requestId, "request_id");
            Objects.requireNonNull(taskId, "task_id");
            Objects.requireNonNull(why, "why");
            evidence = list(evidence);
        }
    }

    /** A task that had failed and then completed; it belongs to the failures of this task before it. */
    record Resolved(Instant at, long seq, String requestId, String taskId, Resolution resolvedBy) implements Lesson {
        /** None of it may be absent. */
        public Resolved {
            Objects.requireNonNull(requestId, "request_id");
            Objects.requireNonNull(taskId, "task_id");
            Objects.requireNonNull(resolvedBy, "resolved_by");
        }
    }

    /** Something that was made faster or smaller, with the commands that Drover ran on it. */
    record Optimized(Instant at, long seq, String requestId, String taskId, Subject task, Resolution optimizedBy)
            implements Lesson {
        /** None of it may be absent. */
        public Optimized {
            Objects.requireNonNull(requestId, "request_id");
            Objects.requireNonNull(taskId, "task_id");
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(optimizedBy, "optimized_by");
        }
    }

    /**
     * What a task was to do.
     *
     * @param workspace where, as an absolute path with links resolved; absent when the request named none
     */
    record Subject(
            String agentType,
            String action,
            Optional<String> capability,
            List<String> files,
            Optional<String> workspace) {
        /** What a line leaves out is absent. */
        public Subject {
            Objects.requireNonNull(action, "action");
            files = list(files);
        }
    }

    /** The attempt that succeeded. */
    record Resolution(int attempt, String summary, Optional<String> commit, List<Evidence> evidence) {
        /** What a line leaves out is absent. */
        public Resolution {
            Objects.requireNonNull(summary, "summary");
            evidence = list(evidence);
        }
    }

    private static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}
