package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Git;
import dev.drover.message.PacketResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what the tasks before a merge ran on: they see the files that are checked out, and never its result. */
final class TestedTree {
    private TestedTree() {}

    /** A sentence with a space before it on whether what was run stands for that commit. */
    static String sentence(Job job, String commit) throws IOException, InterruptedException {
        List<PacketResult> ran = InputEvidence.results(job.assignment()).stream()
                .filter(result -> !InputEvidence.decisive(List.of(result)).isEmpty())
                .toList();
        if (ran.isEmpty()) {
            return " No task before it has run anything: the result is not tested.";
        }
        String who = ran.stream().map(PacketResult::taskId).collect(Collectors.joining(", "));
        return isCheckedOut(job.repository(), commit)
                ? " What was run before it (" + who + ") ran on the checked-out files, which are those of the result."
                : " What was run before it (" + who + ") ran on the checked-out files and not on the result, which is"
                        + " not tested: check out " + commit.substring(0, 12) + " and run it there.";
    }

    private static boolean isCheckedOut(Repository repository, String commit) throws IOException, InterruptedException {
        Optional<String> head = repository.tree("HEAD");
        return head.isPresent()
                && head.equals(repository.tree(commit))
                // Within a submodule, git would run what that one's configuration names.
                && Git.text(repository
                                .git()
                                .withoutItsFilters()
                                .run("status", "--porcelain", "--ignore-submodules=dirty"))
                        .isEmpty();
    }
}
