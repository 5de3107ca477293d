package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.ResultStatus;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands that must accept a change have said.
 *
 * @param refusal why it is not accepted, as a whole sentence; empty when all ended with exit code 0
 * @param timedOut the packet's time was over before they had ended
 */
public record Acceptance(List<Evidence> evidence, Optional<String> refusal, boolean timedOut) {
    private static final int TAIL_BYTES = 8192;

    /** The evidence is copied. */
    public Acceptance {
        evidence = List.copyOf(evidence);
    }

    /** Runs the commands, one after the other, up to the first that fails. */
    public static Acceptance of(Assignment assignment) throws IOException, InterruptedException {
        var evidence = new ArrayList<Evidence>();
        for (String command : assignment.packet().acceptance()) {
            Shell.Ran ran = assignment.shell().run(List.of("sh", "-c", command), assignment.workspace(), Map.of());
            Evidence e = ran.evidence();
            evidence.add(new Evidence(command, e.exitCode(), e.durationSeconds(), e.outputSha256(), e.log(), e.tree()));
            if (ran.timedOut() || ran.exitCode() != 0) {
                return new Acceptance(evidence, Optional.of(refusal(command, ran)), ran.timedOut());
            }
        }
        return new Acceptance(evidence, Optional.empty(), false);
    }

    /** What was done, and has been accepted by at least one command. */
    public Outcome accepted(Outcome made) {
        int commands = evidence.size();
        String done = made.summary() + (made.summary().endsWith(".") ? "" : ".");
        return ended(
                made,
                ResultStatus.COMPLETED,
                done + " Accepted by " + commands + (commands == 1 ? " command." : " commands."),
                Optional.empty());
    }

    /**
     * What was done, and has not been accepted.
     *
     * @param then what became of it, as a sentence
     */
    public Outcome refused(Outcome made, String then) {
        String message = notAccepted() + then;
        return ended(
                made,
                timedOut ? ResultStatus.TIMEOUT : ResultStatus.FAILED,
                message,
                Optional.of(new Failure(timedOut ? "timeout" : "acceptance_failed", message, false)));
    }

    /** The refusal, with what is to follow it on the same line or, behind lines of output, on one of its own. */
    String notAccepted() {
        String message = "Not accepted: " + refusal.orElse("");
        return message.endsWith("\n") ? message : message + " ";
    }

    Outcome ended(Outcome made, ResultStatus status, String summary, Optional<Failure> error) {
        var all = new ArrayList<Evidence>(made.evidence());
        all.addAll(evidence);
        return made.ending(status, summary, error).withEvidence(all);
    }

    private static String refusal(String command, Shell.Ran ran) throws IOException {
        String said = SafeFiles.lastLines(SafeFiles.outputTail(ran.output(), TAIL_BYTES), 3);
        String how = ran.timedOut()
                ? "had not ended when the packet's time was over"
                : "ended with exit code " + ran.exitCode();
        String last = said.isEmpty() ? "." : said.contains("\n") ? ":\n" + said + "\n" : ": " + said + ".";
        return "'" + Shortened.of(command, 200) + "' " + how + last;
    }
}
