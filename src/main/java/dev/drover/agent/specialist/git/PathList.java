package dev.drover.agent.specialist.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Paths for git's standard input, however many there are and whatever stands in their names. Removed when closed. */
record PathList(Path file) implements AutoCloseable {
    /** With this before it, no name is read as pathspec magic. */
    private static final String HERE = "./";

    static PathList of(Job job, Collection<String> paths) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (String path : paths) {
            bytes.writeBytes((HERE + path).getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return new PathList(Files.write(job.scratch("paths"), bytes.toByteArray()));
    }

    /** The path as it was given, of one that git printed as it read it. */
    static String plain(String path) {
        return path.startsWith(HERE) ? path.substring(HERE.length()) : path;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
