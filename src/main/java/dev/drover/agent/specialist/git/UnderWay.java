package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a person has begun in the work tree and not ended, and so must not be taken for what they want kept. */
record UnderWay(Repository repository) {
    private static final int MOST_NAMED = 10;

    private static final Map<String, String> MOVING_HEAD =
            Map.of("rebase-merge", "A rebase", "rebase-apply", "A rebase or 'git am'", "BISECT_START", "A bisection");

    /** Refuses files in which a merge left both sides: with the marks of a conflict they are nobody's text. */
    void requireMerged(Set<String> files) throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        var ran = repository.git().data(List.of("ls-files", "--unmerged", "-z"));
        Repository.required("say which files have conflicts", ran);
        var unmerged = new TreeSet<String>();
        for (String entry : Git.Names.of(ran).names()) {
            unmerged.add(entry.substring(entry.indexOf('\t') + 1));
        }
        unmerged.retainAll(files);
        if (!unmerged.isEmpty()) {
            var named = new ArrayList<>(unmerged).subList(0, Math.min(MOST_NAMED, unmerged.size()));
            throw Refusal.blocked(
                    "unmerged_files",
                    "A merge, rebase or the like that is under way in " + repository.workspace()
                            + " left conflicts in "
                            + named.stream().map(Ids::printable).collect(Collectors.joining(", "))
                            + (unmerged.size() > named.size()
                                    ? " and " + (unmerged.size() - named.size()) + " more"
                                    : "")
                            + ", so nothing was committed. Resolve them and 'git add' the files, or give the operation"
                            + " up, and retry the task.");
        }
    }

    /** Refuses while what is checked out is a commit on the way to another, and not the end of anybody's work. */
    void requireSettledHead() throws IOException, InterruptedException {
        for (Map.Entry<String, String> operation : MOVING_HEAD.entrySet()) {
            if (Files.exists(repository.gitPath(operation.getKey()), LinkOption.NOFOLLOW_LINKS)) {
                throw Refusal.blocked(
                        "head_under_way",
                        operation.getValue() + " is under way in " + repository.workspace()
                                + ", so what is checked out is a commit on the way to another. End it, or name the"
                                + " commit that is meant in the param ref, and retry the task.");
            }
        }
    }
}
