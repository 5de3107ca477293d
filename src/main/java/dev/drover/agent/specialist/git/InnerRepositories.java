package dev.drover.agent.specialist.git;

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
     * Makes plain folders of them; what git had of each is moved aside, since it may be the only place of a commit.
     *
     * @param aside folder for that, made when it is needed
     * @return how many there were
     */
    static int open(Path folder, Path aside) throws IOException {
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
            Files.createDirectories(aside);
            Path name = aside.resolve(String.valueOf(folder.getFileName()));
            for (int i = 1; Files.exists(name, LinkOption.NOFOLLOW_LINKS); i++) {
                name = aside.resolve(folder.getFileName() + "." + i);
            }
            Files.move(git, name);
        }
        return found.size();
    }
}
