package dev.drover.message;

import java.util.Optional;

/**
 * One thing an agent found. Findings say what is in the work, not how the task went.
 *
 * @param rule a stable name of the check, such as {@code secret.aws-access-key} or {@code test.failed}
 * @param file the place, relative to the workspace
 * @param line the first line concerned, counted from 1
 */
public record Finding(Severity severity, String rule, String message, Optional<String> file, Optional<Integer> line) {}
