package dev.drover.agent.specialist;

import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of an assignment: the part of a packet result that the one who did the work knows. */
public record Outcome(
        ResultStatus status,
        String summary,
        List<Finding> findings,
        List<Evidence> evidence,
        List<Artifact> artifacts,
        Map<String, Long> data,
        Optional<String> commit,
        Optional<Failure> error) {
    public Outcome {
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
        artifacts = List.copyOf(artifacts);
        data = Map.copyOf(data);
    }

    public static Outcome completed(String summary) {
        return new Outcome(
                ResultStatus.COMPLETED,
                summary,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** It cannot go on without a person; the message says what is missing and how to provide it. */
    public static Outcome blocked(String code, String message) {
        return new Outcome(
                ResultStatus.BLOCKED,
                message,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(new Failure(code, message, false)));
    }

    public static Outcome failed(String code, String message, boolean retryable) {
        return new Outcome(
                ResultStatus.FAILED,
                message,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(new Failure(code, message, retryable)));
    }

    public Outcome withFindings(List<Finding> newFindings) {
        return new Outcome(status, summary, newFindings, evidence, artifacts, data, commit, error);
    }

    public Outcome withEvidence(List<Evidence> newEvidence) {
        return new Outcome(status, summary, findings, newEvidence, artifacts, data, commit, error);
    }

    public Outcome withArtifacts(List<Artifact> newArtifacts) {
        return new Outcome(status, summary, findings, evidence, newArtifacts, data, commit, error);
    }

    public Outcome withData(Map<String, Long> newData) {
        return new Outcome(status, summary, findings, evidence, artifacts, newData, commit, error);
    }

    public Outcome withCommit(String newCommit) {
        return new Outcome(status, summary, findings, evidence, artifacts, data, Optional.of(newCommit), error);
    }
}
