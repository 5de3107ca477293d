package dev.drover.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file, changed again and again, and what its readers make of each. */
public final class Mutants {
    private static final List<String> WHOLE = List.of(
            "",
            "null",
            "0",
            "[]",
            "\"\"",
            "{}",
            "{\"root\":\"a\\u0000b\"}",
            "\u00ff",
            "[".repeat(60_000),
            "{\"a\":".repeat(10_000));

    private Mutants() {}

    /** What is done with one changed file. */
    public interface Trial {
        void run() throws IOException;
    }

    /** Tries so many mutants of what the file holds now, then some contents that are nothing like it. */
    public static void of(Path file, int count, Trial trial) throws IOException {
        byte[] original = Files.readAllBytes(file);
        for (long seed = 0; seed < count; seed++) {
            tried(file, new Mutator(seed).mutate(original), trial, "seed " + seed);
        }
        for (String all : WHOLE) {
            tried(file, all.getBytes(StandardCharsets.ISO_8859_1), trial, "all of it");
        }
    }

    private static void tried(Path file, byte[] bytes, Trial trial, String which) throws IOException {
        Files.write(file, bytes);
        try {
            trial.run();
        } catch (RuntimeException | IOException | StackOverflowError | AssertionError e) {
            throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }
}
