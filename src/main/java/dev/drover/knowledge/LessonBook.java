package dev.drover.knowledge;

import dev.drover.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder of the lessons, to be written to by one process: what worked, and what failed.
 *
 * @param folder made when it is missing
 */
public record LessonBook(Path folder) {
    /** Adds lines in the order given. */
    public void add(List<Lesson> lessons) throws IOException {
        var worked = new ByteArrayOutputStream();
        var failed = new ByteArrayOutputStream();
        for (Lesson lesson : lessons) {
            ByteArrayOutputStream to =
                    switch (lesson) {
                        case Lesson.Worked w -> worked;
                        case Lesson.Failed f -> failed;
                        case Lesson.Resolved r -> failed;
                    };
            Json.write(lesson, to);
            to.write('\n');
        }
        append("what-worked.jsonl", worked);
        append("what-failed.jsonl", failed);
    }

    private void append(String name, ByteArrayOutputStream lines) throws IOException {
        if (lines.size() > 0) {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve(name), lines.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
