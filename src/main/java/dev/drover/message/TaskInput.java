package dev.drover.message;

import java.util.List;
import java.util.Optional;

/**
 * What a task is handed of one that it depends on.
 *
 * @param result path of that task's whole result, relative to the home
 */
public record TaskInput(
        String taskId, String summary, Optional<String> commit, List<Artifact> artifacts, String result) {
    public TaskInput {
        artifacts = Wire.list(artifacts);
    }
}
