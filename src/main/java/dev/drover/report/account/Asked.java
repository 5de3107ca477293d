package dev.drover.report.account;

import dev.drover.message.Priority;
import java.util.Optional;

/** What was asked for, as {@code accepted.json} of the run folder keeps it. */
public record Asked(Optional<String> userRequest, Optional<String> workspace, Optional<Priority> priority) {}
