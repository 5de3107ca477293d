package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * Files that git would commit in another form than they have, just as it has checked them out: those with line ends that
 * are not what the attributes say, or whose filter came after them. Nobody has changed them.
 *
 * @param files by their paths from the top, each with the SHA-256 of its content and whether it may be executed
 */
record AsCheckedOut(Map<String, String> files) {
    static final AsCheckedOut NONE = new AsCheckedOut(Map.of());

    private static final String FILE = ".worktree.differs.json";
    private static final int MAX_BYTES = 64 << 20;

    AsCheckedOut {
        files = Map.copyOf(files);
    }

    /**
     * Of a work tree that was just made as a commit.
     *
     * @param tree what would be committed of it
     */
    static AsCheckedOut of(Repository repository, Path top, String base, String tree)
            throws IOException, InterruptedException {
        Map<String, String> files = new TreeMap<>();
        for (String path : TreeChanges.everywhere(repository, base, tree).paths()) {
            content(top.resolve(path)).ifPresent(content -> files.put(path, content));
        }
        return new AsCheckedOut(files);
    }

    /** What was written down when the work tree was last made. */
    static AsCheckedOut read(Path runFolder) throws IOException {
        try {
            Optional<byte[]> bytes = SafeFiles.read(runFolder.resolve(FILE), MAX_BYTES);
            return bytes.isPresent() ? Json.read(bytes.get(), AsCheckedOut.class) : NONE;
        } catch (JacksonException e) {
            return NONE;
        }
    }

    void write(Path runFolder) throws IOException {
        if (!files.isEmpty() || SafeFiles.isRegular(runFolder.resolve(FILE))) {
            Durable.publish(runFolder.resolve(FILE), Json.prettyBytes(this));
        }
    }

    /** Takes those that are still so into the index as the commit has them. */
    void leave(Job job, Index index, String base) throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        Path top = Path.of(Git.path(job.repository().git().run("rev-parse", "--show-toplevel")));
        List<String> same = files.entrySet().stream()
                .filter(file -> Optional.of(file.getValue()).equals(content(top.resolve(file.getKey()))))
                .map(Map.Entry::getKey)
                .toList();
        if (same.isEmpty()) {
            return;
        }
        try (var list = PathList.of(job, same)) {
            Repository.required(
                    "leave what nobody has changed",
                    index.git()
                            .with(Map.of("GIT_LITERAL_PATHSPECS", "1"))
                            .run(
                                    "-C",
                                    top.toString(),
                                    "reset",
                                    "--quiet",
                                    "--pathspec-from-file=" + list.file(),
                                    "--pathspec-file-nul",
                                    base));
        }
    }

    /** Its SHA-256, and whether it may be executed; empty for what is no file that can be read. */
    private static Optional<String> content(Path file) {
        if (!SafeFiles.isRegular(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SafeFiles.sha256(file) + (Files.isExecutable(file) ? " x" : ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
