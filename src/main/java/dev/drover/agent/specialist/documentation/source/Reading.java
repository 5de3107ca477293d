package dev.drover.agent.specialist.documentation.source;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read out of files.
 *
 * @param values what each file gave, by its path
 * @param cached how many of them were known from a run before
 * @param left what could not be read, each with the reason
 */
public record Reading<T>(SortedMap<String, T> values, int cached, List<String> left) {
    public static final int MAX_FILE_BYTES = 1 << 20;

    public Reading {
        left = List.copyOf(left);
    }

    /** Makes something of a file, which depends on the path and the content and on nothing else. */
    public interface Reader<T> {
        T read(String path, byte[] content) throws IOException;
    }

    /** Makes something of many files at once, as a program does that is started for them; it may leave some out. */
    public interface Batch<T> {
        Map<String, T> read(List<String> paths) throws IOException, InterruptedException;
    }

    /**
     * Reads the files that the cache does not know by path and content.
     *
     * @throws InterruptedException when the worker was told to stop
     */
    public static <T> Reading<T> of(
            Path workspace, Collection<String> paths, ContentCache cache, Class<T> type, Reader<T> reader)
            throws InterruptedException {
        var values = new TreeMap<String, T>();
        var left = new ArrayList<String>();
        int cached = 0;
        for (String path : paths) {
            stopIfTold();
            try {
                Optional<byte[]> content = content(workspace, path, left);
                if (content.isPresent()) {
                    String key = key(path, content.get());
                    Optional<T> known = cache.get(key, type);
                    cached += known.isPresent() ? 1 : 0;
                    T value = known.isPresent() ? known.get() : reader.read(path, content.get());
                    if (known.isEmpty()) {
                        cache.put(key, value);
                    }
                    values.put(path, value);
                }
            } catch (IOException e) {
                left.add(reason(path, e));
            }
        }
        return new Reading<>(values, cached, left);
    }

    /**
     * As {@link #of}, but all files that are not known are read at once.
     *
     * @throws IOException when reading them at once failed
     */
    public static <T> Reading<T> inBatch(
            Path workspace, Collection<String> paths, ContentCache cache, Class<T> type, Batch<T> batch)
            throws IOException, InterruptedException {
        var values = new TreeMap<String, T>();
        var left = new ArrayList<String>();
        Map<String, String> unknown = new TreeMap<>();
        for (String path : paths) {
            stopIfTold();
            Optional<byte[]> content = content(workspace, path, left);
            if (content.isPresent()) {
                String key = key(path, content.get());
                cache.get(key, type).ifPresentOrElse(value -> values.put(path, value), () -> unknown.put(path, key));
            }
        }
        int cached = values.size();
        if (!unknown.isEmpty()) {
            for (Map.Entry<String, T> made :
                    batch.read(List.copyOf(unknown.keySet())).entrySet()) {
                values.put(made.getKey(), made.getValue());
                // One that changed before the program came to it is not kept under what it held before.
                Optional<byte[]> now = content(workspace, made.getKey(), left);
                if (now.isPresent() && key(made.getKey(), now.get()).equals(unknown.get(made.getKey()))) {
                    cache.put(key(made.getKey(), now.get()), made.getValue());
                }
            }
        }
        return new Reading<>(values, cached, left);
    }

    /** The cache of one kind of reading of the assignment's workspace. */
    public static ContentCache cache(Assignment assignment, String kind, String version) {
        return ContentCache.open(
                assignment.surroundings().caches(), "documentation-" + kind, version, assignment.workspace());
    }

    /** Keeps what was new; a cache that knew everything is left as it is. */
    public void keep(ContentCache cache) {
        if (cached < values.size()) {
            cache.save();
        }
    }

    /** A sentence for the summary; empty when nothing was known before. */
    public String fromCache() {
        return cached == 0
                ? ""
                : " " + cached + " of " + values.size() + (values.size() == 1 ? " file" : " files")
                        + " came from the cache.";
    }

    /** A sentence for the summary; empty when everything was read. */
    public String leftOut() {
        return left.isEmpty()
                ? ""
                : " Not read: " + left.size() + (left.size() == 1 ? " file (" : " files, such as (") + left.getFirst()
                        + ").";
    }

    private static void stopIfTold() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static Optional<byte[]> content(Path workspace, String path, List<String> left) {
        try {
            Optional<byte[]> content = SafeFiles.read(workspace.resolve(path), MAX_FILE_BYTES);
            if (content.isEmpty()) {
                left.add(path + ": larger than " + MAX_FILE_BYTES + " bytes, or gone");
            }
            return content;
        } catch (IOException e) {
            left.add(reason(path, e));
            return Optional.empty();
        }
    }

    private static String key(String path, byte[] content) {
        return ContentCache.key(path.getBytes(StandardCharsets.UTF_8), content);
    }

    private static String reason(String path, IOException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains(path) ? said : path + ": " + e;
    }
}
