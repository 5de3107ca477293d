package dev.drover.report.account;

import dev.drover.message.Failure;
import dev.drover.message.RequestResult;
import dev.drover.message.Severity;
import dev.drover.message.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request came to.
 *
 * @param home where its home is
 * @param folder its run folder
 * @param tasks in the order of the plan
 */
public record RunAccount(
        Path home, Path folder, Asked asked, Plan plan, RequestResult result, List<TaskAccount> tasks) {
    /** What a retry alone does not help: the message says what does. */
    private static final Set<String> HELPED_OTHERWISE =
            Set.of("codeword_needed", "codeword_wrong", "grave_findings", "edit_refused", "gate");

    public RunAccount {
        tasks = List.copyOf(tasks);
    }

    /** Whether a retry can do more, once what its tasks lacked is put right. */
    public boolean isWorthRetrying() {
        return tasks.stream()
                .filter(task -> task.report().state() != TaskState.COMPLETED)
                .map(task -> task.report().error().map(Failure::code).orElse(""))
                .anyMatch(code -> !code.startsWith("dependency_") && !HELPED_OTHERWISE.contains(code));
    }

    public String requestId() {
        return result.requestId();
    }

    /** When its latest round began; empty for an answer of a daemon that did not say when it ended. */
    public Optional<Instant> begun() {
        return result.finishedAt().map(end -> end.minus(took()));
    }

    public Duration took() {
        return Duration.ofMillis(Math.round(result.totalSeconds() * 1000));
    }

    /** How many findings of each severity there are; those of results that could not be read are in none. */
    public Map<Severity, Long> counts() {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(
                    severity,
                    tasks.stream().mapToLong(task -> task.count(severity)).sum());
        }
        return counts;
    }

    public long findings() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The tasks whose findings are not known, since their results could not be read. */
    public List<TaskAccount> unread() {
        return tasks.stream().filter(task -> task.unread().isPresent()).toList();
    }

    /** The sum of a figure over all tasks; empty when no task gave it. */
    public Optional<Long> figure(String name) {
        List<Long> given =
                tasks.stream().flatMap(task -> task.figure(name).stream()).toList();
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(given.stream().mapToLong(Long::longValue).sum());
    }
}
