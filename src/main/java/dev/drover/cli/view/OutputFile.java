package dev.drover.cli.view;

import dev.drover.bus.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** What the latest command of an attempt at a task writes. */
public record OutputFile(Path path) {
    private static final int TAIL = 1024;

    /** Empty when nothing was written yet. */
    public static Optional<OutputFile> of(Home home, String requestId, String taskId, int attempt) {
        Path folder = folder(home, requestId, taskId, attempt);
        Optional<OutputFile> last = Optional.empty();
        for (int n = 1; ; n++) {
            Path file = folder.resolve(n == 1 ? "output.log" : "output-" + n + ".log");
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return last;
            }
            last = Optional.of(new OutputFile(file));
        }
    }

    /** Where an attempt has its files. */
    static Path folder(Home home, String requestId, String taskId, int attempt) {
        return home.run(requestId).resolve("tasks").resolve(taskId).resolve(String.valueOf(attempt));
    }

    /** The last line that says anything. */
    String lastLine() {
        String text = new String(read(Math.max(0, size() - TAIL), TAIL), StandardCharsets.UTF_8);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : Text.line(lines.getLast());
    }

    /** How many bytes it has now. */
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    /** At most so many bytes from an offset on; none when it cannot be read. */
    public byte[] read(long from, int most) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - from)));
            int n = 0;
            while (bytes.hasRemaining() && n >= 0) {
                n = channel.read(bytes, from + bytes.position());
            }
            return java.util.Arrays.copyOf(bytes.array(), bytes.position());
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Where the last so many lines begin. */
    public long startOfLast(int lines) {
        long end = size();
        int found = 0;
        for (long at = end; at > 0; ) {
            long from = Math.max(0, at - 8192);
            byte[] bytes = read(from, (int) (at - from));
            for (int i = bytes.length - 1; i >= 0; i--) {
                if (bytes[i] == '\n' && from + i + 1 < end && ++found == lines) {
                    return from + i + 1;
                }
            }
            at = from;
        }
        return 0;
    }
}
