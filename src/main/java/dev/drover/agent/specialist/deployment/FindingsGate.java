package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Finding;
import dev.drover.message.Messages;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Severity;
import dev.drover.message.TaskInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Deploys nothing in which the tasks before found something grave: tests that ran and failed are a completed task, and
 * only its findings say so. A person who knows them says so with the param {@code findings: accept}.
 */
final class FindingsGate {
    private static final int MAX_RESULT_BYTES = 64 << 20;
    private static final int LOOKS = 100;
    private static final long PAUSE_MILLIS = 100;

    private FindingsGate() {}

    static void pass(Assignment assignment) throws IOException, InterruptedException {
        if ("accept".equals(assignment.packet().params().get("findings"))) {
            return;
        }
        List<String> grave = new ArrayList<>();
        for (TaskInput input : assignment.packet().inputs()) {
            for (Finding finding : result(assignment, input).findings()) {
                if (finding.severity() == Severity.HIGH || finding.severity() == Severity.CRITICAL) {
                    grave.add(input.taskId() + ": " + SafeFiles.shorten(finding.message(), 200)
                            + finding.file().map(f -> " (" + f + ")").orElse(""));
                }
            }
        }
        if (!grave.isEmpty()) {
            throw Refusal.blocked(
                    "grave_findings",
                    "Nothing was deployed, since the tasks before found "
                            + (grave.size() == 1 ? "1 grave thing" : grave.size() + " grave things") + ": "
                            + String.join("; ", grave.subList(0, Math.min(3, grave.size())))
                            + ". Put it right and send the request again; or, if it is known and may be deployed, send"
                            + " the task with \"params\": {\"findings\": \"accept\"}.");
        }
    }

    /** The packet may be here a moment before the result that it names. */
    private static PacketResult result(Assignment assignment, TaskInput input)
            throws IOException, InterruptedException {
        Path file = assignment.surroundings().resolve(input.result());
        for (int look = 0; look < LOOKS; look++) {
            Optional<byte[]> bytes = SafeFiles.read(file, MAX_RESULT_BYTES);
            if (bytes.isPresent() && Messages.result(bytes.get()) instanceof Parsed.Valid<PacketResult> valid) {
                return valid.value();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw Refusal.blocked(
                "input_unreadable",
                "The result of the task " + input.taskId() + ", " + input.result()
                        + ", cannot be read, so nobody knows what it found. Send the request again.");
    }
}
