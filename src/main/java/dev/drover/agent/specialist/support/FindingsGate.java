package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Finding;
import dev.drover.message.PacketResult;
import dev.drover.message.Severity;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps back what others would see when the tasks before found something grave: tests that ran and failed are a
 * completed task, and only its findings say so. A person who knows them says so with the param {@code findings: accept}.
 */
public final class FindingsGate {
    /** A test that fails at times has failed. */
    private static final String FLAKY = "test.flaky";

    private static final int MOST_NAMED = 3;

    private FindingsGate() {}

    /**
     * What is in the way.
     *
     * @param done what the task would do, as in 'nothing was deployed'
     * @return the outcome that the task is to end with; empty when nothing is in the way
     */
    public static Optional<Outcome> obstacle(Assignment assignment, String done)
            throws IOException, InterruptedException {
        if ("accept".equals(assignment.packet().params().get("findings"))) {
            return Optional.empty();
        }
        List<String> grave = new ArrayList<>();
        try {
            for (PacketResult result : TasksBefore.results(assignment)) {
                result.findings().stream()
                        .filter(FindingsGate::isGrave)
                        .forEach(finding -> grave.add(told(result, finding)));
            }
        } catch (TasksBefore.Unreadable e) {
            return Optional.of(Outcome.blocked(
                    "input_unreadable",
                    "Nothing was " + done + ": " + e.getMessage()
                            + ", so nobody knows what the tasks before found. Send the request again."));
        }
        if (grave.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Outcome.blocked(
                "grave_findings",
                "Nothing was " + done + ", since the tasks before found "
                        + (grave.size() == 1 ? "1 grave thing" : grave.size() + " grave things") + ": "
                        + String.join("; ", grave.subList(0, Math.min(MOST_NAMED, grave.size())))
                        + (grave.size() > MOST_NAMED ? "; …" : "")
                        + ". Put it right and send the request again; or, if it is known and may be " + done
                        + ", send the task with \"params\": {\"findings\": \"accept\"}."));
    }

    private static boolean isGrave(Finding finding) {
        return finding.severity() == Severity.HIGH
                || finding.severity() == Severity.CRITICAL
                || finding.rule().equals(FLAKY);
    }

    private static String told(PacketResult result, Finding finding) {
        return result.taskId() + ": " + Shortened.of(finding.message(), 200)
                + finding.file().map(f -> " (" + f + ")").orElse("");
    }
}
