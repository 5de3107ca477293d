package dev.drover.report.account;

import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As much of a packet result as a report needs. Texts are cut, and of long lists only a part is kept.
 *
 * @param worst the worst findings, the worst first, those of one severity in their order
 * @param counts how many there are of each severity
 * @param rules how many there are of each rule, as far as there are not too many rules
 * @param commands how many commands there are in the evidence, of which some are kept
 * @param files how many artifacts there are, of which some are kept
 */
public record Digest(
        Try attempt,
        List<Finding> worst,
        Map<Severity, Long> counts,
        Map<String, Long> rules,
        List<Evidence> evidence,
        long commands,
        List<Artifact> artifacts,
        long files,
        Map<String, Long> data,
        Optional<String> commit,
        Optional<String> outputTail,
        Optional<Failure> error) {
    public Digest {
        worst = List.copyOf(worst);
        counts = Map.copyOf(counts);
        rules = Map.copyOf(rules);
        evidence = List.copyOf(evidence);
        artifacts = List.copyOf(artifacts);
        data = Map.copyOf(data);
    }

    public long findings() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long count(Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }
}
