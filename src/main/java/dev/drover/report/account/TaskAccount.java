package dev.drover.report.account;

import dev.drover.message.Severity;
import dev.drover.message.TaskReport;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Optional;

/**
 * What one task came to.
 *
 * @param spec as it was planned; empty when the plan does not hold it
 * @param digest what its result says; empty when there is none, or it could not be read
 * @param unread why its result could not be read, when there is one
 * @param attempts those that left a result, in their order; the last one is the one that counted
 * @param tests what its tests left as JUnit XML
 */
public record TaskAccount(
        Optional<TaskSpec> spec,
        TaskReport report,
        Optional<Digest> digest,
        Optional<String> unread,
        List<Try> attempts,
        Optional<TestSuites> tests) {
    public TaskAccount {
        attempts = List.copyOf(attempts);
    }

    public String id() {
        return report.taskId();
    }

    public String type() {
        return report.agentType();
    }

    /** What was to be done, in a line. */
    public String action() {
        return spec.map(TaskSpec::action).orElse("");
    }

    public long count(Severity severity) {
        return digest.map(d -> d.count(severity)).orElse(0L);
    }

    public Optional<Long> figure(String name) {
        return digest.flatMap(d -> Optional.ofNullable(d.data().get(name)));
    }
}
