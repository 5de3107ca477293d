package dev.drover.agent.specialist;

import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of an assignment: the part of a packet result that the one who did the work knows.
 *
 * @param branch that holds what was written to the work tree of the request
 * @param usage what it cost, such as model tokens by name
 */
public record Outcome(
        ResultStatus status,
        String summary,
        List<Finding> findings,
        List<Evidence> evidence,
        List<Artifact> artifacts,
        Map<String, Long> data,
        Optional<String> commit,
        Optional<String> branch,
        Map<String, Long> usage,
        Optional<Failure> error) {
    /**
     * What a person can do about a task that had too little time, to be put behind why it ended. A request that was taken
     * in keeps its tasks as they were planned.
     */
    public static final String MORE_TIME =
            "; raise orchestrator.task_timeout_seconds (3600 at most), and limits.seconds of"
                    + " the agent's definition where that is less, and retry the request, or send it anew with a longer"
                    + " timeout_seconds";

    public Outcome {
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
        artifacts = List.copyOf(artifacts);
        data = Map.copyOf(data);
        usage = Map.copyOf(usage);
    }

    /** Nothing more than how it went. */
    public static Outcome of(ResultStatus status, String summary, Optional<Failure> error) {
        return new Outcome(
                status,
                summary,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                error);
    }

    public static Outcome completed(String summary) {
        return of(ResultStatus.COMPLETED, summary, Optional.empty());
    }

    /** It cannot go on without a person; the message says what is missing and how to provide it. */
    public static Outcome blocked(String code, String message) {
        return of(ResultStatus.BLOCKED, message, Optional.of(new Failure(code, message, false)));
    }

    public static Outcome failed(String code, String message, boolean retryable) {
        return of(ResultStatus.FAILED, message, Optional.of(new Failure(code, message, retryable)));
    }

    /** The same with another end. */
    public Outcome ending(ResultStatus newStatus, String newSummary, Optional<Failure> newError) {
        return new Outcome(newStatus, newSummary, findings, evidence, artifacts, data, commit, branch, usage, newError);
    }

    public Outcome withFindings(List<Finding> newFindings) {
        return new Outcome(status, summary, newFindings, evidence, artifacts, data, commit, branch, usage, error);
    }

    public Outcome withEvidence(List<Evidence> newEvidence) {
        return new Outcome(status, summary, findings, newEvidence, artifacts, data, commit, branch, usage, error);
    }

    public Outcome withArtifacts(List<Artifact> newArtifacts) {
        return new Outcome(status, summary, findings, evidence, newArtifacts, data, commit, branch, usage, error);
    }

    public Outcome withData(Map<String, Long> newData) {
        return new Outcome(status, summary, findings, evidence, artifacts, newData, commit, branch, usage, error);
    }

    public Outcome withCommit(String newCommit) {
        return new Outcome(
                status, summary, findings, evidence, artifacts, data, Optional.of(newCommit), branch, usage, error);
    }

    /** What was written is on this branch and not in the workspace. */
    public Outcome onBranch(String newBranch) {
        return new Outcome(
                status, summary, findings, evidence, artifacts, data, commit, Optional.of(newBranch), usage, error);
    }

    public Outcome withUsage(Map<String, Long> newUsage) {
        return new Outcome(status, summary, findings, evidence, artifacts, data, commit, branch, newUsage, error);
    }
}
