package dev.drover.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.council.CouncilKey;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a home, changed: what is believed is what was written, and all else is refused by the name of the file. */
class KeyFileFuzzTest {
    private static final int EACH = 10_000;
    private static final List<String> ODD = List.of(
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----",
            "-----END PUBLIC KEY-----",
            "=",
            "==",
            "\n",
            "\r\n",
            " ",
            "A",
            "AAAA",
            "/+",
            "-----",
            "\u0000",
            "A".repeat(70_000));

    @TempDir
    private Path folder = Path.of("");

    private void mutants(Path file, List<String> whole) throws IOException {
        CouncilKey.create(folder);
        CouncilKey right = CouncilKey.load(folder);
        byte[] original = Files.readAllBytes(file);
        for (long seed = 0; seed < EACH; seed++) {
            refusedOrRight(file, new Mutator(seed, ODD).mutate(original), right, "seed " + seed);
        }
        for (String text : whole) {
            refusedOrRight(file, text.getBytes(StandardCharsets.UTF_8), right, "all of it");
        }
    }

    private void refusedOrRight(Path file, byte[] bytes, CouncilKey right, String which) throws IOException {
        Files.write(file, bytes);
        try {
            CouncilKey read = CouncilKey.load(folder);
            assertEquals(right.name(), read.name());
            assertEquals(right.key(), read.key());
        } catch (DroverException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(String.valueOf(file.getFileName())), e::toString);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    @Test
    void a_changed_private_key_signs_nothing() throws IOException {
        mutants(
                CouncilKey.file(folder),
                List.of("", "-----BEGIN PRIVATE KEY-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----"));
    }

    @Test
    void a_changed_public_key_is_not_that_of_the_private_one() throws IOException {
        mutants(
                CouncilKey.publicFile(folder),
                List.of("", "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----"));
    }
}
