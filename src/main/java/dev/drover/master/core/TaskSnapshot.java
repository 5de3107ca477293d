package dev.drover.master.core;

import dev.drover.message.TaskState;
import java.util.Optional;

/** Where a task of an ended request stood: what a retry needs to go on from there. */
public record TaskSnapshot(TaskState state, int attempts, Optional<String> agentId, Optional<Outcome> outcome) {}
