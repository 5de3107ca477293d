package dev.drover.master.core;

import dev.drover.message.Artifact;
import dev.drover.message.Failure;
import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Optional;

/**
 * What the journal keeps of a packet result; the whole of it stays in the run folder, named by {@code sha256}.
 *
 * @param branch that holds what was written to the work tree of the request
 * @param seconds wall-clock seconds between the attempt's start and its end, by the agent's account
 */
public record Outcome(
        ResultStatus status,
        String summary,
        int findings,
        List<Artifact> artifacts,
        Optional<String> commit,
        Optional<String> branch,
        double seconds,
        Optional<Failure> error,
        String sha256) {
    public Outcome {
        artifacts = List.copyOf(artifacts);
    }
}
