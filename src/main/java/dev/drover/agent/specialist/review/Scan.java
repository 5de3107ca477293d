package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.Quality;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over files: each through every rule, or taken from the cache; what was left out is counted. */
final class Scan {
    static final int MAX_FILE_BYTES = 1 << 20;
    private static final int BINARY_SAMPLE_BYTES = 8000;

    private final Path workspace;
    private final Rules rules;
    private final ContentCache cache;
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, FileReview> reviews = new LinkedHashMap<>();
    private final Map<String, String> contents = new LinkedHashMap<>();

    Scan(Path workspace, Rules rules, ContentCache cache) {
        this.workspace = workspace;
        this.rules = rules;
        this.cache = cache;
        for (String name : List.of("scanned", "cached", "skipped_binary", "skipped_large", "unreadable")) {
            counts.put("files." + name, 0L);
        }
    }

    /** Files with anything in them; the others are not listed. */
    Map<String, FileReview> reviews() {
        return reviews;
    }

    /** The files that were read as text and that their language's parser can read, with the hash of what they hold. */
    Map<String, String> contents() {
        return contents;
    }

    /** How many files were read, and how many were not and why. */
    Map<String, Long> counts() {
        return counts;
    }

    void check(String name) {
        Path file = workspace.resolve(name);
        try {
            Optional<byte[]> bytes = SafeFiles.read(file, MAX_FILE_BYTES);
            if (bytes.isEmpty()) {
                count(Files.isRegularFile(file) ? "files.skipped_large" : "files.unreadable");
            } else {
                Optional<Charset> charset = charset(bytes.get());
                if (charset.isPresent()) {
                    review(name, bytes.get(), charset.get());
                } else {
                    count("files.skipped_binary");
                }
            }
        } catch (IOException e) {
            // One file that may not be read is counted and named as such; it must not hide what the others hold.
            count("files.unreadable");
        }
    }

    private void review(String name, byte[] bytes, Charset charset) {
        count("files.scanned");
        String content = ContentCache.key(name.getBytes(StandardCharsets.UTF_8), bytes);
        Optional<FileReview> known = cache.get(content, FileReview.class);
        FileReview review = known.orElseGet(() -> rules.check(new SourceFile(name, new String(bytes, charset))));
        if (known.isPresent()) {
            count("files.cached");
        } else {
            cache.put(content, review);
        }
        if (!review.hits().isEmpty() || !review.marks().isEmpty()) {
            reviews.put(name, review);
        }
        if (review.hits().stream().map(Hit::rule).noneMatch(Quality.SYNTAX.id()::equals)) {
            contents.put(name, content);
        }
    }

    private void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** Empty for what is no text. What is not UTF-8 is read all the same: all that rules look for is ASCII. */
    private static Optional<Charset> charset(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        for (int i = 0; i < Math.min(bytes.length, BINARY_SAMPLE_BYTES); i++) {
            if (bytes[i] == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(StandardCharsets.UTF_8);
    }
}
