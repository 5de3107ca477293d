package dev.drover.message;

import java.util.List;
import java.util.Optional;

/**
 * What a person or a program wants done. At least one of {@code userRequest} and {@code tasks} is given; with tasks it
 * is executed as given, without a planner.
 *
 * @param workspace absolute path of the folder to work in; without it the request gets a scratch folder of its own
 * @param pattern name of the decomposition pattern to use, for a person who knows better than the matcher
 */
public record Request(
        Optional<Integer> protocol,
        Optional<String> requestId,
        Optional<String> userRequest,
        Optional<String> workspace,
        Optional<Priority> priority,
        Optional<Strategy> strategy,
        Optional<String> pattern,
        Optional<String> autonomy,
        Optional<String> riskLevel,
        List<String> requiredCapabilities,
        List<TaskSpec> tasks,
        Optional<Limits> limits) {
    public Request {
        requiredCapabilities = Wire.list(requiredCapabilities);
        tasks = Wire.list(tasks);
    }

    /** The same request with other tasks. */
    public Request with(List<TaskSpec> newTasks) {
        return new Request(
                protocol,
                requestId,
                userRequest,
                workspace,
                priority,
                strategy,
                pattern,
                autonomy,
                riskLevel,
                requiredCapabilities,
                newTasks,
                limits);
    }

    /** The same request under this id. */
    public Request named(String id) {
        return new Request(
                protocol,
                Optional.of(id),
                userRequest,
                workspace,
                priority,
                strategy,
                pattern,
                autonomy,
                riskLevel,
                requiredCapabilities,
                tasks,
                limits);
    }
}
