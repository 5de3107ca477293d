package dev.drover.agent.backend;

import dev.drover.message.Evidence;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a coding CLI ran, and what it says of it. Nothing that it says is a fact: read the workspace, and run the checks.
 *
 * @param claimedSuccess whether it claims to have done the task
 * @param message what it said last, fit to be printed; may have several lines
 * @param error one line for people, fit to be printed, unless success is claimed
 * @param inputTokens as it counts them; 0 when it does not say
 * @param outputTokens as it counts them; 0 when it does not say
 * @param microDollars millionths of a US dollar, as it reckons them
 * @param evidence the command, with placeholders for the prompt, its real exit code and the hash of its output
 * @param timedOut it was ended because its time was over
 * @param flooded it was ended because it wrote more than is kept of one command
 */
public record CliRun(
        boolean claimedSuccess,
        String message,
        Optional<String> error,
        long inputTokens,
        long outputTokens,
        OptionalLong microDollars,
        Evidence evidence,
        boolean timedOut,
        boolean flooded) {}
