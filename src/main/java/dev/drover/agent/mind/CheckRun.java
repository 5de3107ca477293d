package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands said of one tree.
 *
 * @param refusal what the first that failed said, at length, for whoever is to mend it; empty when all ended with exit
 *     code 0
 * @param timedOut the packet's time was over before they had ended
 */
record CheckRun(List<Evidence> evidence, Optional<String> refusal, boolean timedOut) {
    private static final int TAIL_BYTES = 6144;
    private static final int TAIL_LINES = 80;
    private static final int TOLD_LINES = 8;

    CheckRun {
        evidence = List.copyOf(evidence);
    }

    /**
     * Runs them one after the other, up to the first that fails, on the files of the tree. Whatever lay beside these and
     * is not ignored by git goes before, and what the commands left of it goes after. That the tests of the project pass
     * counts only while there are as many as before.
     */
    static CheckRun of(RequestBranch branch, RequestBranch.Staged staged, Checks checks)
            throws IOException, InterruptedException {
        branch.restore(staged);
        CheckRun run = of(branch.assignment(), checks.commands(), staged.tree());
        branch.restore(staged);
        return run.refusal().isEmpty() && checks.areTests()
                ? new CheckRun(run.evidence(), TestsLeft.refusal(branch, staged), false)
                : run;
    }

    private static CheckRun of(Assignment assignment, List<String> commands, String tree)
            throws IOException, InterruptedException {
        var evidence = new ArrayList<Evidence>();
        for (String command : commands) {
            Shell.Ran ran = assignment
                    .shell()
                    .run(
                            List.of("sh", "-c", command),
                            assignment.workspace(),
                            Map.of("DROVER_WORKSPACE", assignment.workspace().toString()),
                            Mind.timeToWork(assignment.shell()));
            Evidence e = ran.evidence();
            evidence.add(new Evidence(
                    command, e.exitCode(), e.durationSeconds(), e.outputSha256(), e.log(), Optional.of(tree)));
            if (ran.timedOut() || ran.flooded() || ran.exitCode() != 0) {
                return new CheckRun(evidence, Optional.of(refusal(command, ran)), ran.timedOut());
            }
        }
        return new CheckRun(evidence, Optional.empty(), false);
    }

    private static String refusal(String command, Shell.Ran ran) throws IOException {
        String how = ran.timedOut()
                ? "had not ended when the time of the task was over"
                : ran.flooded() ? "was ended because it wrote without end" : "ended with exit code " + ran.exitCode();
        String said = SafeFiles.lastLines(SafeFiles.outputTail(ran.output(), TAIL_BYTES), TAIL_LINES);
        return "'" + Shortened.of(command, 200) + "' " + how + (said.isEmpty() ? "." : ":\n" + said);
    }

    /** The refusal for a person, who has the log for the rest of it. */
    String briefly() {
        return refusal.map(text -> {
                    int end = text.indexOf(":\n");
                    return end < 0
                            ? text
                            : text.substring(0, end) + ":\n" + SafeFiles.lastLines(text.substring(end + 2), TOLD_LINES)
                                    + "\n";
                })
                .orElse("");
    }
}
