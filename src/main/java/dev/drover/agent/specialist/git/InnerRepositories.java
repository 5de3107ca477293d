package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Durable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Repositories that a program has begun within a work tree of Drover's own, as makers of new projects do. */
final class InnerRepositories {
    private InnerRepositories() {}

    /**
     * Makes plain folders of them.
     *
     * @return how many there were
     */
    static int open(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                Path git = inner.resolve(".git");
                if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(git);
                }
                return inner.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path git : found) {
            Durable.remove(git);
        }
        return found.size();
    }
}
