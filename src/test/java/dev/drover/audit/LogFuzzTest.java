package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.fuzz.Mutator;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand changed logs are refused, or lack whole batches at their end and nothing else. */
class LogFuzzTest {
    private static final int EACH = 10_000;

    @TempDir
    Path folder;

    private static List<String> read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        ChainReader.read(file, line -> lines.add(line.text()));
        return lines;
    }

    @Test
    void what_is_read_of_a_changed_log_is_how_it_began() throws IOException {
        Path file = folder.resolve("log.jsonl");
        Logs.write(file);
        byte[] original = Files.readAllBytes(file);
        List<String> all = read(file);
        int refused = 0;
        for (long seed = 0; seed < EACH; seed++) {
            Files.write(file, new Mutator(seed).mutate(original));
            try {
                List<String> lines = read(file);
                assertTrue(lines.size() <= all.size(), "seed " + seed);
                assertEquals(all.subList(0, lines.size()), lines, "seed " + seed);
                // Whoever opens it cuts it to that, and the log is whole again.
                ChainedLog.open(file, line -> {}).close();
                assertEquals(lines, read(file), "seed " + seed);
            } catch (DroverException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(refused > EACH / 2, refused + " were refused");
    }

    @Test
    void of_changed_checkpoints_only_those_are_believed_that_were_signed() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteKey key = NoteKey.of("drover-test", pair.getPublic());
        Path file = folder.resolve("notes.txt");
        for (int seq = 1; seq <= 3; seq++) {
            var checkpoint = new Checkpoint("drover-test/master", new Head(seq, "ab".repeat(32)));
            Checkpoints.append(file, checkpoint.sign(key, pair.getPrivate()));
        }
        byte[] original = Files.readAllBytes(file);
        List<Checkpoint> all = Checkpoints.read(file, key);
        for (long seed = 0; seed < EACH / 5; seed++) {
            Files.write(file, new Mutator(seed).mutate(original));
            try {
                assertTrue(all.containsAll(Checkpoints.read(file, key)), "seed " + seed);
                Optional<Checkpoint> last = Checkpoints.last(file, key);
                assertTrue(last.map(all::contains).orElse(true), "seed " + seed);
            } catch (DroverException e) {
                // Refused, with a reason.
                assertTrue(String.valueOf(e.getMessage()).contains("cannot be trusted"), e::toString);
            } catch (RuntimeException | IOException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
