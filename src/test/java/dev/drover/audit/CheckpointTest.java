package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed can be checked, by others too, and nothing else passes for it. */
class CheckpointTest {
    private static final Head HEAD = new Head(42, "ab".repeat(32));

    @TempDir
    Path folder;

    private final KeyPair pair = pair();
    private final NoteKey key = NoteKey.of("drover-test", pair.getPublic());

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String note(long seq) {
        return new Checkpoint("drover-test/master", new Head(seq, HEAD.hash())).sign(key, pair.getPrivate());
    }

    /** The example in the documentation of Go's package golang.org/x/mod/sumdb/note, where the format comes from. */
    @Test
    void a_note_that_another_program_signed_is_opened() {
        byte[] raw = Base64.getDecoder().decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        NoteKey peter = new NoteKey("PeterNeumann", Base64.getEncoder().encodeToString(Arrays.copyOfRange(raw, 1, 33)));
        assertEquals("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", peter.verifierKey());
        String text = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.
                """;
        String note = text + """

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;
        assertEquals(text, SignedNote.open(note, peter));
        assertThrows(DroverException.class, () -> SignedNote.open(note.replace("problem is", "problem was"), peter));
    }

    @Test
    void a_checkpoint_has_the_four_parts_of_the_format_and_reads_back() {
        String note = new Checkpoint("drover-test/agents/coding", HEAD).sign(key, pair.getPrivate());
        List<String> lines = note.lines().toList();
        assertEquals("drover-test/agents/coding", lines.get(0));
        assertEquals("42", lines.get(1));
        assertEquals(44, lines.get(2).length());
        assertEquals("", lines.get(3));
        assertTrue(lines.get(4).startsWith("— drover-test "), note);
        Checkpoint read = Checkpoint.open(note, key);
        assertEquals(HEAD, read.head());
        assertEquals("agents/coding", read.log());
    }

    @Test
    void a_changed_size_another_key_and_a_missing_signature_are_refused() throws Exception {
        String note = note(42);
        assertThrows(DroverException.class, () -> Checkpoint.open(note.replace("\n42\n", "\n43\n"), key));
        NoteKey other = NoteKey.of("drover-test", pair().getPublic());
        assertThrows(DroverException.class, () -> Checkpoint.open(note, other));
        assertThrows(DroverException.class, () -> Checkpoint.open(note.substring(0, note.indexOf('—')), key));
        assertThrows(DroverException.class, () -> Checkpoint.open("", key));
        String noCheckpoint = SignedNote.sign("hello\n", key, pair.getPrivate());
        assertThrows(DroverException.class, () -> Checkpoint.open(noCheckpoint, key));
    }

    @Test
    void a_file_of_checkpoints_grows_and_a_torn_one_is_cut_off() throws Exception {
        Path file = folder.resolve("checkpoints/master");
        assertTrue(Checkpoints.last(file, key).isEmpty());
        Checkpoints.append(file, note(1));
        Checkpoints.append(file, note(2));
        String whole = Files.readString(file);
        for (int cut = whole.length() / 2; cut < whole.length(); cut += 7) {
            Files.writeString(file, whole.substring(0, cut));
            assertEquals(1, Checkpoints.last(file, key).orElseThrow().head().seq(), "cut at " + cut);
            Checkpoints.append(file, note(3));
            assertEquals(
                    List.of(1L, 3L),
                    Checkpoints.read(file, key).stream()
                            .map(c -> c.head().seq())
                            .toList());
        }
    }

    @Test
    void a_forged_checkpoint_among_good_ones_is_named() throws Exception {
        Path file = folder.resolve("master");
        Checkpoints.append(file, note(1));
        Checkpoints.append(file, note(2).replace("\n2\n", "\n5\n"));
        Checkpoints.append(file, note(3));
        DroverException e = assertThrows(DroverException.class, () -> Checkpoints.read(file, key));
        assertTrue(String.valueOf(e.getMessage()).contains("checkpoint 2"), e::toString);
    }
}
