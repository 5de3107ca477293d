package dev.drover.agent.specialist.support;

import dev.drover.message.Json;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What was made of contents before, so that what has not changed is not worked on again. One file for each workspace and
 * kind of work, of lines that hold a key and a value; the key names everything that the value depends on.
 *
 * <p>A cache that is damaged, foreign or of another version is an empty one, and one that cannot be written costs the
 * next run its time and nothing else. Confined to one thread.
 */
public final class ContentCache {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_WORKSPACES = 50;
    private static final String BEFORE_KEY = "{\"key\":\"";
    private static final String BEFORE_VALUE = "\",\"value\":";

    private final Path file;
    private final String head;
    private final Map<String, String> known;
    private final Map<String, String> used = new LinkedHashMap<>();
    private long hits;

    private ContentCache(Path file, String head) {
        this.file = file;
        this.head = head;
        this.known = read(file, head);
    }

    /**
     * The cache of one kind of work on one workspace.
     *
     * @param folder where all caches lie; made when it is missing
     * @param kind a plain word, such as {@code review}
     * @param version of the work: a cache of another version is empty
     */
    public static ContentCache open(Path folder, String kind, String version, Path workspace) {
        String name = SafeFiles.sha256(workspace.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 32);
        return new ContentCache(
                folder.resolve(kind).resolve(name + ".jsonl"),
                Json.mapper().writeValueAsString(List.of(kind, version)));
    }

    /** The key of parts that together decide a value; the length of each is part of it. */
    public static String key(byte[]... parts) {
        var digest = new StringBuilder();
        for (byte[] part : parts) {
            digest.append(SafeFiles.sha256(part));
        }
        return parts.length == 1
                ? digest.toString()
                : SafeFiles.sha256(digest.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** What was kept under the key, if it still reads as that type. */
    public <T> Optional<T> get(String key, Class<T> type) {
        String value = known.get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            T read = Json.mapper().readValue(value, type);
            if (read == null) {
                return Optional.empty();
            }
            used.put(key, value);
            hits++;
            return Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public void put(String key, Object value) {
        used.put(key, Json.mapper().writeValueAsString(value));
    }

    /** How many values were found so far. */
    public long hits() {
        return hits;
    }

    /** Keeps what this run has read or made, and lets go of the rest; whole or not at all. */
    public void save() {
        Path fresh = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                line(out, head);
                for (Map.Entry<String, String> entry : used.entrySet()) {
                    line(out, BEFORE_KEY + entry.getKey() + BEFORE_VALUE + entry.getValue() + "}");
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            forgetOldest();
        } catch (IOException e) {
            // Only the next run's time is lost.
            discard(fresh);
        }
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> entries = Files.list(file.getParent())) {
            List<Path> newestFirst = entries.filter(e -> e.toString().endsWith(".jsonl"))
                    .sorted(Comparator.comparingLong((Path e) -> e.toFile().lastModified())
                            .reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(MAX_WORKSPACES, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // Its name begins with a dot, so nobody takes it for a cache.
            return;
        }
    }

    private static Map<String, String> read(Path file, String head) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Map.of();
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return head.equals(lines.readLine()) ? entries(lines) : Map.of();
            }
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** A value is read only when it is asked for; what does not look like a line of this class is passed over. */
    private static Map<String, String> entries(BufferedReader lines) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int end = line.indexOf(BEFORE_VALUE);
            if (line.startsWith(BEFORE_KEY) && end > 0 && line.endsWith("}")) {
                entries.put(
                        line.substring(BEFORE_KEY.length(), end),
                        line.substring(end + BEFORE_VALUE.length(), line.length() - 1));
            }
        }
        return entries;
    }
}
