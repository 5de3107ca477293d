package dev.drover.agent.backend;

import dev.drover.agent.specialist.Shell;
import dev.drover.message.Evidence;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes of a run's exit and its words what it claims. Every sign of failure counts more than any word of success. */
final class Verdict {
    private Verdict() {}

    static CliRun notStarted(String command, int exitCode, String why) {
        return new CliRun(
                false,
                "",
                Optional.of(why),
                0,
                0,
                OptionalLong.empty(),
                new Evidence(command, exitCode, 0, Optional.empty(), Optional.empty(), Optional.empty()),
                false,
                false);
    }

    static CliRun of(String name, Transcript said, Shell.Ran ran, Evidence evidence, Duration limit) {
        Optional<String> error = error(name, said, ran, limit);
        return new CliRun(
                error.isEmpty(),
                said.message(),
                error,
                said.inputTokens(),
                said.outputTokens(),
                said.microDollars(),
                evidence,
                ran.timedOut(),
                ran.flooded());
    }

    private static Optional<String> error(String name, Transcript said, Shell.Ran ran, Duration limit) {
        String because =
                said.error().or(said::explanation).map(words -> ": " + words).orElse("");
        if (ran.timedOut()) {
            return Optional.of("%s was ended when its time of at most %d s was over%s"
                    .formatted(name, Math.max(1, limit.toSeconds()), because));
        }
        if (ran.flooded()) {
            return Optional.of(name + " was ended because it wrote more than is kept of one command"
                    + " (logs.max_output_bytes)" + because);
        }
        if (said.error().isPresent()) {
            return Optional.of(name + because);
        }
        if (ran.exitCode() != 0) {
            return Optional.of("%s ended with exit code %d%s".formatted(name, ran.exitCode(), because));
        }
        return said.ended() ? Optional.empty() : Optional.of(name + " ended without saying that it was done" + because);
    }
}
