package dev.drover.bus;

import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codewords between the person who gives one and the task that asks for it: a file for each request, for its owner
 * alone, that lasts until it is read, until the request ends, or for {@link #KEPT}. Safe for use by any thread.
 */
public final class GivenCodewords {
    private static final Logger log = LoggerFactory.getLogger(GivenCodewords.class);

    /** For so long a word that nobody reads is kept. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    /** Longest word in characters. */
    public static final int MAX_LENGTH = 1024;

    private final Path folder;

    public GivenCodewords(Home home) {
        this.folder = home.codewords();
    }

    /** Keeps a word for a request, instead of one that was given before. */
    public void put(String requestId, String word) throws IOException {
        HomeAccess.createFolder(folder);
        DurableFiles.publishPrivately(file(requestId), word.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the word and removes it; empty when none was given, or it is too old. */
    public Optional<String> take(String requestId, Instant now) throws IOException {
        Path file = file(requestId);
        try {
            boolean old = isOld(file, now);
            Optional<byte[]> bytes = SmallFile.read(file, 4 * MAX_LENGTH);
            Files.delete(file);
            DurableFiles.syncFolder(folder);
            return bytes.filter(b -> !old).map(b -> new String(b, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes what was given for a request. */
    public void remove(String requestId) throws IOException {
        if (Files.deleteIfExists(file(requestId))) {
            DurableFiles.syncFolder(folder);
        }
    }

    /** Removes every word that was kept for long enough, and what killed processes left of their writing. */
    public void removeOld(Instant now) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                try {
                    if (isOld(file, now)) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException e) {
                    log.debug("{} is gone already", file);
                }
            }
        }
    }

    private Path file(String requestId) {
        return folder.resolve(Ids.require("request_id", requestId));
    }

    /** A time in the future, as after a jump of the clock, would otherwise keep it for ever. */
    private static boolean isOld(Path file, Instant now) throws IOException {
        Instant given =
                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        return Duration.between(given, now).abs().compareTo(KEPT) > 0;
    }
}
