package dev.drover.planning.model;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names of the files of a workspace, for a model that is to plan work on them. No link is followed. */
final class WorkspaceMap extends SimpleFileVisitor<Path> {
    private static final int MOST_FILES = 600;
    private static final int MOST_VISITED = 20_000;
    private static final Set<String> SKIPPED = Set.of(
            ".git", "target", "node_modules", "build", "dist", "venv", ".venv", "__pycache__", ".gradle", ".idea");

    private final Path root;
    private final Set<String> files =
            new TreeSet<>(Comparator.comparingInt(WorkspaceMap::depth).thenComparing(Comparator.naturalOrder()));
    private int visited;

    private WorkspaceMap(Path root) {
        this.root = root;
    }

    /** Those nearest to the root, sorted by name; the last line says when there are more. */
    static String of(Path workspace) throws IOException {
        var map = new WorkspaceMap(workspace);
        Files.walkFileTree(workspace, map);
        List<String> nearest = map.files.stream().limit(MOST_FILES).sorted().toList();
        String all = String.join("\n", nearest);
        return map.files.size() > MOST_FILES || map.visited > MOST_VISITED ? all + "\n… and more" : all;
    }

    private static int depth(String file) {
        return (int) file.chars().filter(c -> c == '/').count();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean skip = !folder.equals(root) && SKIPPED.contains(String.valueOf(folder.getFileName()));
        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            files.add(root.relativize(file).toString());
        }
        return ++visited > MOST_VISITED ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    /** What cannot be looked at is not shown. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
