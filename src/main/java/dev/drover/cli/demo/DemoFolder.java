package dev.drover.cli.demo;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that a demo works in, which was empty at its begin. */
public record DemoFolder(Path path) {
    /**
     * The named folder, or a new one for temporary files.
     *
     * @throws DroverException when the named one is not empty
     */
    public static DemoFolder of(Optional<Path> named) throws IOException {
        if (named.isEmpty()) {
            return new DemoFolder(Files.createTempDirectory("drover-demo-").toRealPath());
        }
        Path folder = Files.createDirectories(named.get()).toRealPath();
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new DroverException(folder + " is not empty; name an empty or a new folder");
            }
        }
        return new DemoFolder(folder);
    }

    /** Removes it with all that is in it. Links are removed and not followed. */
    public void remove() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
