package dev.drover.agent.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file that a program wrote which is not trusted: it may be a link, a pipe, huge, or no text. */
final class StrangerFile {
    /** A longer line is passed over. */
    static final int MOST_OF_LINE = 1 << 20;

    private static final long MOST_BYTES = 1L << 26;

    private StrangerFile() {}

    /** Hands out its lines one after the other; the last one need not have an end. */
    static void eachLine(Path file, Consumer<String> each) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var line = new ByteArrayOutputStream();
            var buffer = new byte[1 << 16];
            long bytes = 0;
            for (int n = in.read(buffer); n >= 0 && bytes <= MOST_BYTES; n = in.read(buffer)) {
                bytes += n;
                split(buffer, n, line, each);
            }
            end(line, each);
        }
    }

    private static void split(byte[] buffer, int n, ByteArrayOutputStream line, Consumer<String> each) {
        int from = 0;
        for (int i = 0; i < n; i++) {
            if (buffer[i] == '\n') {
                keep(buffer, from, i, line);
                end(line, each);
                from = i + 1;
            }
        }
        keep(buffer, from, n, line);
    }

    private static void keep(byte[] buffer, int from, int to, ByteArrayOutputStream line) {
        line.write(buffer, from, Math.min(to - from, Math.max(0, MOST_OF_LINE + 1 - line.size())));
    }

    private static void end(ByteArrayOutputStream line, Consumer<String> each) {
        if (line.size() > 0 && line.size() <= MOST_OF_LINE) {
            each.accept(line.toString(StandardCharsets.UTF_8));
        }
        line.reset();
    }

    /** Its beginning; empty when it is no file. */
    static String text(Path file, int mostBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(mostBytes), StandardCharsets.UTF_8);
        }
    }
}
