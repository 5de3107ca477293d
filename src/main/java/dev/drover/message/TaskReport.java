package dev.drover.message;

import java.util.Optional;

/**
 * How one task of a finished request went.
 *
 * @param attempts how many times its packet was issued
 * @param durationSeconds wall-clock seconds of the attempt that counted
 * @param branch that holds what it wrote, when that is not in the workspace
 * @param result path of its result, relative to the home
 */
public record TaskReport(
        String taskId,
        String agentType,
        TaskState state,
        int attempts,
        Optional<String> agentId,
        Optional<Double> durationSeconds,
        String summary,
        int findings,
        Optional<String> commit,
        Optional<String> branch,
        Optional<String> result,
        Optional<Failure> error) {}
