package dev.drover.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One task as a request or a plan states it.
 *
 * @param agentType who does it; when absent, {@code capability} decides
 * @param capability the skill it needs, one of those that an agent definition declares
 * @param run a shell command for the agent to run in the workspace; absent means the specialist decides
 * @param params settings for the specialist, by name
 * @param dependencies ids of tasks of the same request that must have completed before
 * @param files globs below the workspace that the task is about
 * @param timeoutSeconds wall-clock seconds that one attempt may take
 * @param retries how many times a failure that can succeed on repetition is tried again
 * @param notBefore earliest time to start
 * @param mutex tasks that name the same mutex never run at the same time, whatever request they belong to
 * @param edits changes of files, made in this order, all of them or none
 * @param acceptance shell commands that must all end with exit code 0 once the files are changed
 */
public record TaskSpec(
        String taskId,
        Optional<String> agentType,
        Optional<String> capability,
        String action,
        Optional<String> run,
        Map<String, String> params,
        List<String> dependencies,
        List<String> files,
        Optional<Integer> timeoutSeconds,
        Optional<Integer> retries,
        Optional<Rerun> rerun,
        Optional<Instant> notBefore,
        Optional<String> mutex,
        List<Edit> edits,
        List<String> acceptance) {
    public TaskSpec {
        params = Wire.map(params);
        dependencies = Wire.list(dependencies);
        files = Wire.list(files);
        edits = Wire.list(edits);
        acceptance = Wire.list(acceptance);
    }

    /** The same task for the agent type that was chosen for it, with the dependencies that the plan gives it. */
    public TaskSpec assigned(String type, List<String> newDependencies) {
        return new TaskSpec(
                taskId,
                Optional.of(type),
                capability,
                action,
                run,
                params,
                newDependencies,
                files,
                timeoutSeconds,
                retries,
                rerun,
                notBefore,
                mutex,
                edits,
                acceptance);
    }

    /** The same task with the skill that it needs. */
    public TaskSpec needing(String skill) {
        return new TaskSpec(
                taskId,
                agentType,
                Optional.of(skill),
                action,
                run,
                params,
                dependencies,
                files,
                timeoutSeconds,
                retries,
                rerun,
                notBefore,
                mutex,
                edits,
                acceptance);
    }

    /** The same task about other files. */
    public TaskSpec about(List<String> globs) {
        return new TaskSpec(
                taskId,
                agentType,
                capability,
                action,
                run,
                params,
                dependencies,
                globs,
                timeoutSeconds,
                retries,
                rerun,
                notBefore,
                mutex,
                edits,
                acceptance);
    }
}
