package dev.drover.message;

import java.util.Optional;

/**
 * A command that ran and what came of it.
 *
 * @param durationSeconds wall-clock seconds
 * @param outputSha256 SHA-256 (hex) of everything the command wrote
 * @param log where that output is, relative to the home
 * @param tree hash of the git tree it ran on, where a decision needs it
 */
public record Evidence(
        String command,
        int exitCode,
        double durationSeconds,
        Optional<String> outputSha256,
        Optional<String> log,
        Optional<String> tree) {}
