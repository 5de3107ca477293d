package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Counts lines in a tree of the repository, whatever the configuration and the attributes of files say of searching. */
final class MatchingLines {
    private static final int MAX_BYTES = 8 << 20;

    private MatchingLines() {}

    /**
     * How many lines match.
     *
     * @param pattern an extended regular expression
     * @param paths of files, relative to the workspace; none for all
     */
    static int count(Repository repository, String tree, String pattern, List<String> paths)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("grep", "--no-color", "--no-recurse-submodules"));
        command.addAll(List.of("-a", "-h", "-c", "-E", "-e", pattern, tree, "--"));
        paths.forEach(path -> command.add(":(literal)" + path));
        Ran ran = repository.git().data(command);
        // The exit code 1 says that there is none.
        if (ran.exitCode() > 1) {
            Repository.required("count lines", ran);
        }
        int sum = SafeFiles.outputTail(ran.output(), MAX_BYTES)
                .lines()
                .filter(line -> line.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .sum();
        // Nothing refers to it.
        Files.deleteIfExists(ran.output());
        return sum;
    }
}
