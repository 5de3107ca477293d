package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Optional;

/** Outcomes that every specialist reports in the same words. */
public final class Outcomes {
    private Outcomes() {}

    /** The packet's time was over before {@code command} had ended. */
    public static Outcome timeout(String command, List<Evidence> evidence) {
        String message = "The packet's time was over while '" + command
                + "' ran, so it was ended. Give the task a longer timeout_seconds, or find out what hangs.";
        return Outcome.of(ResultStatus.TIMEOUT, message, Optional.of(new Failure("timeout", message, true)))
                .withEvidence(evidence);
    }

    public static Outcome timeout(CommandTimedOut timedOut) {
        return timeout(
                timedOut.ran().evidence().command(), List.of(timedOut.ran().evidence()));
    }

    /** A program that the work needs is not installed. */
    public static Outcome missingTool(String tool, String purpose) {
        return Outcome.blocked("missing_tool", missingToolMessage(tool, purpose));
    }

    public static String missingToolMessage(String tool, String purpose) {
        return "'" + tool + "' is needed " + purpose + " and is not on the PATH of the agent. Install " + tool
                + ", or add its folder to PATH, and retry the task.";
    }
}
