package dev.drover.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one attempt, published by the agent that claimed it.
 *
 * @param findings what was found; a testing task that ran the tests and found three red is completed, with findings
 * @param data counts and other figures by name, such as {@code tests.failed}
 * @param branch that holds what was written, when that went to a work tree of the request and not to the workspace
 * @param outputTail the last lines that the command wrote
 * @param usage what it cost, such as model tokens by name
 */
public record PacketResult(
        int protocol,
        String packetId,
        String taskId,
        String requestId,
        String agentId,
        String agentType,
        int attempt,
        ResultStatus status,
        String summary,
        List<Finding> findings,
        List<Evidence> evidence,
        List<Artifact> artifacts,
        Map<String, Long> data,
        Optional<String> commit,
        Optional<String> branch,
        Map<String, Long> usage,
        Optional<String> outputTail,
        Instant startedAt,
        Instant finishedAt,
        Optional<Failure> error) {
    public PacketResult {
        findings = Wire.list(findings);
        evidence = Wire.list(evidence);
        artifacts = Wire.list(artifacts);
        data = Wire.map(data);
        usage = Wire.map(usage);
    }

    /** The name its file must have. */
    public String fileName() {
        return packetId + "." + attempt + ".json";
    }
}
