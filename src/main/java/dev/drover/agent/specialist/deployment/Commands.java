package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the user's commands in the workspace and keeps the evidence. What they are to know is in their environment; no
 * text from a file or a request ever becomes part of a command.
 */
final class Commands {
    private static final int TAIL_BYTES = 8 * 1024;
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Assignment assignment;
    private final List<Evidence> evidence = new ArrayList<>();

    Commands(Assignment assignment) {
        this.assignment = assignment;
    }

    /**
     * How one went.
     *
     * @param saying for people: the command, how it ended and the last lines that it wrote
     */
    record Result(boolean passed, String saying) {}

    /** What a command is told about the release. */
    record Told(Site site, Optional<String> release, Optional<String> previous) {
        Map<String, String> variables() {
            Map<String, String> all = new HashMap<>();
            all.put("DROVER_ENVIRONMENT", site.environment().name());
            all.put("DROVER_RELEASE", release.orElse(""));
            all.put(
                    "DROVER_RELEASE_DIR",
                    release.map(id -> site.releases().folder(id).toString()).orElse(""));
            all.put("DROVER_PREVIOUS_RELEASE", previous.orElse(""));
            return all;
        }
    }

    Result run(String command, Map<String, String> variables, Duration limit) throws IOException, InterruptedException {
        Ran ran = assignment.shell().run(List.of("sh", "-c", command), assignment.workspace(), variables, limit);
        evidence.add(ran.evidence());
        String tail = SafeFiles.lastLines(SafeFiles.outputTail(ran.output(), TAIL_BYTES), 3);
        String how = ran.timedOut()
                ? "did not end within " + Math.max(1, limit.toSeconds()) + " s and was ended"
                : "ended with exit code " + ran.exitCode();
        return new Result(
                !ran.timedOut() && ran.exitCode() == 0,
                "'" + Shortened.of(command, 200) + "' " + how
                        + (tail.isEmpty() ? "" : ": " + tail.replace("\n", " / ")));
    }

    /** Refuses to begin what could not be brought to an end within the task's time. */
    void requireTime(Duration steps, String what) throws Refusal {
        Duration needed = steps.plus(MARGIN);
        if (timeLeft().compareTo(needed) < 0) {
            throw Refusal.failed(
                    "not_enough_time",
                    "Nothing was switched: this task has " + timeLeft().toSeconds() + " s left, and " + what
                            + " may take " + needed.toSeconds() + " s. Give the task a longer timeout_seconds, or the"
                            + " smoke test a shorter one.",
                    false);
        }
    }

    Duration timeLeft() {
        return assignment.shell().timeLeft();
    }

    List<Evidence> evidence() {
        return List.copyOf(evidence);
    }
}
