package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** What an attempt at a task is doing. */
final class Progress {
    private static final int MAX_BYTES = 1024;
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private Progress() {}

    /** What the agent says of it, or the last line that its latest command wrote, whichever is newer; else nothing. */
    static String of(Home home, String requestId, String taskId, int attempt) {
        Path said = OutputFile.folder(home, requestId, taskId, attempt).resolve("progress.txt");
        Optional<OutputFile> output = OutputFile.of(home, requestId, taskId, attempt);
        FileTime written = output.map(OutputFile::path).map(Progress::time).orElse(NEVER);
        return time(said).compareTo(written) > 0
                ? text(said)
                : output.map(OutputFile::lastLine).orElse("");
    }

    private static String text(Path file) {
        try {
            return SmallFile.read(file, MAX_BYTES)
                    .map(bytes -> Text.line(new String(bytes, StandardCharsets.UTF_8)))
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return NEVER;
        }
    }
}
