package dev.drover.agent.specialist.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder for what runners write and nobody keeps; gone when it is closed, as far as that is possible. */
record Scratch(Path folder) implements AutoCloseable {
    /** A new one beside the task's artifacts. */
    static Scratch beside(Path artifacts) throws IOException {
        return new Scratch(Files.createTempDirectory(artifacts.toAbsolutePath().getParent(), "work-"));
    }

    /** A folder of its own for each of several uses. */
    Path part(int number) throws IOException {
        return Files.createDirectories(folder.resolve(Integer.toString(number)));
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new Removal());
        } catch (IOException e) {
            // It lies in the run folder and goes with that.
            return;
        }
    }

    /** Removes what can be removed; follows no link. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
        }
    }
}
