package dev.drover.knowledge;

import dev.drover.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder of the lessons, to be written to by one process: what worked, what failed, and what was
 * made faster.
 *
 * @param folder made when it is missing
 */
public record LessonBook(Path folder) {
    /** Adds lines in the order given. */
    public void add(List<Lesson> lessons) throws IOException {
        var worked = new ByteArrayOutputStream();
        var failed = new ByteArrayOutputStream();
        var optimized = new ByteArrayOutputStream();
        for (Lesson lesson : lessons) {
            ByteArrayOutputStream to =
                    switch (lesson) {
                        case Lesson.Worked w -> worked;
                        case Lesson.Failed f -> failed;
                        case Lesson.Resolved r -> failed;
                        case Lesson.Optimized o -> optimized;
                    };
            Json.write(lesson, to);
            to.write('\n');
        }
        append("what-worked.jsonl", worked);
        append("what-failed.jsonl", failed);
        append("optimizations.jsonl", optimized);
    }

    private void append(String name, ByteArrayOutputStream lines) throws IOException {
        if (lines.size() > 0) {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            if (endsTorn(file)) {
                // By a kill; the line that is added is not to be lost with it.
                Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
            }
            Files.write(file, lines.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static boolean endsTorn(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }
}
