package dev.drover.cli.home;

import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The files of a workspace, for a command that looks at it without an agent. */
public final class WorkspaceFiles {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    /** Neither locks nor the programs that a repository may name for watching its files. */
    private static final List<String> LIST =
            List.of("git", "-c", "core.fsmonitor=false", "ls-files", "-co", "--exclude-standard", "-z");

    private WorkspaceFiles() {}

    /** What git tracks or would offer to track, and without git what is not in a folder of build output. */
    public static WorkTree list(Path workspace) throws IOException, InterruptedException {
        if (Tool.find("git").isPresent()) {
            Tool.Answer answer = Tool.data(workspace, Map.of("GIT_OPTIONAL_LOCKS", "0", "LC_ALL", "C"), WITHIN, LIST);
            List<String> names = List.of(answer.output().split("\0"));
            // A folder that the repository around it ignores has no files for git.
            if (answer.ok() && !answer.output().isEmpty()) {
                return WorkTree.ofNames(workspace, names);
            }
        }
        return WorkTree.walk(workspace);
    }
}
