package dev.drover.agent.specialist.support;

import dev.drover.agent.specialist.Assignment;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The regular files of a workspace that a person would call its content: what git tracks or would offer to track, and
 * without git what is not in a folder of build output. Links are never followed, neither to files nor to folders.
 *
 * @param files relative to the workspace, with '/', sorted
 * @param links how many links were left out
 * @param unreadableNames how many files were left out because their names are not UTF-8
 */
public record WorkTree(List<String> files, int links, int unreadableNames) {
    private static final Path NOWHERE = Path.of("/dev/null");
    private static final Set<String> SKIPPED =
            Set.of(".git", "target", "node_modules", "build", "dist", "venv", ".venv", "__pycache__");

    public WorkTree {
        files = List.copyOf(files);
    }

    public static WorkTree list(Assignment assignment) throws IOException, InterruptedException {
        var git = new Git(assignment);
        var collector = new Collector(assignment.workspace(), assignment.artifacts());
        if (git.isWorkTree()) {
            Git.Names names = git.names(List.of("ls-files", "-co", "--exclude-standard", "-z"));
            for (String name : names.names()) {
                collector.offer(name);
            }
            collector.unreadableNames += names.undecodable();
        } else {
            Files.walkFileTree(assignment.workspace(), collector);
        }
        return new WorkTree(List.copyOf(collector.files), collector.links, collector.unreadableNames);
    }

    /** The same of names that git has listed, for who has no assignment. */
    public static WorkTree ofNames(Path workspace, List<String> names) {
        var collector = new Collector(workspace, NOWHERE);
        names.forEach(collector::offer);
        return new WorkTree(List.copyOf(collector.files), collector.links, collector.unreadableNames);
    }

    /** What is not in a folder of build output, for who has no assignment. */
    public static WorkTree walk(Path workspace) throws IOException {
        var collector = new Collector(workspace, NOWHERE);
        Files.walkFileTree(workspace, collector);
        return new WorkTree(List.copyOf(collector.files), collector.links, collector.unreadableNames);
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path artifacts;
        private final Set<String> files = new TreeSet<>();
        private final Map<Path, Boolean> realFolders = new HashMap<>();
        private int links;
        private int unreadableNames;

        Collector(Path root, Path artifacts) {
            this.root = root;
            this.artifacts = artifacts;
        }

        void offer(String name) {
            try {
                Path file = root.resolve(name);
                if (Files.isSymbolicLink(file)) {
                    links++;
                } else if (SafeFiles.isRegular(file) && isBelowRealFolder(file) && !file.startsWith(artifacts)) {
                    files.add(name);
                }
            } catch (InvalidPathException e) {
                unreadableNames++;
            }
        }

        /** Git lists a tracked file also when a folder above it has since been replaced by a link to elsewhere. */
        private boolean isBelowRealFolder(Path file) {
            Path folder = file.getParent();
            return folder != null && realFolders.computeIfAbsent(folder, this::isReal);
        }

        private boolean isReal(Path folder) {
            for (Path f = folder; f != null && !f.equals(root); f = f.getParent()) {
                if (Files.isSymbolicLink(f)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(root)
                    && (SKIPPED.contains(String.valueOf(folder.getFileName())) || folder.equals(artifacts));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
                links++;
            } else if (attributes.isRegularFile()) {
                String name = root.relativize(file).toString();
                if (root.resolve(name).equals(file)) {
                    files.add(name);
                } else {
                    unreadableNames++;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** A folder that may not be opened hides its files from the user as well; it is no reason to give up. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            unreadableNames++;
            return FileVisitResult.CONTINUE;
        }
    }
}
