package dev.drover.message;

import java.util.Optional;

/**
 * A file that a task left for people or for the tasks after it.
 *
 * @param path relative to the workspace, or to the home when it begins with {@code bus/}
 */
public record Artifact(String name, String path, Optional<String> sha256, Optional<Long> bytes) {}
