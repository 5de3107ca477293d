package dev.drover.master.core;

import dev.drover.flock.Dag;
import dev.drover.flock.Problem;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what the run folder keeps of an ended request can be gone on with. The folder lies open to everybody, and
 * an event that does not fit the state would keep the journal from being replayed.
 */
final class Reopening {
    /** The number of an attempt becomes part of a file name, with at most nine digits. */
    private static final int MOST_ATTEMPTS = 100_000_000;

    private Reopening() {}

    /** What does not fit, in one sentence without its end. */
    static Optional<String> flaw(Input.Reopen r, State.Seen seen) {
        List<TaskSpec> tasks = r.planned().tasks();
        Set<String> ids = tasks.stream().map(TaskSpec::taskId).collect(Collectors.toSet());
        if (!r.planned().requestId().equals(r.accepted().requestId())) {
            return Optional.of("the plan is that of request '" + r.planned().requestId() + "'");
        }
        if (!r.accepted().digest().equals(seen.digest())) {
            return Optional.of("request.json was changed since it was taken in");
        }
        List<Problem> problems = Dag.check(tasks);
        if (!problems.isEmpty()) {
            return Optional.of("plan.json: " + problems.getFirst().message());
        }
        Optional<String> untyped = tasks.stream()
                .filter(task -> task.agentType().isEmpty())
                .map(TaskSpec::taskId)
                .findFirst();
        if (untyped.isPresent()) {
            return Optional.of("plan.json: task '" + untyped.get() + "' has no agent_type");
        }
        if (!r.tasks().keySet().equals(ids)) {
            return Optional.of("result.json tells of the tasks " + r.tasks().keySet() + " and plan.json of " + ids);
        }
        return r.tasks().entrySet().stream()
                .filter(e -> e.getValue().attempts() < 0 || e.getValue().attempts() > MOST_ATTEMPTS)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(id -> "result.json: the attempts of task '" + id + "' cannot be that many");
    }
}
