package dev.drover.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a log anew is found by what was signed of it, and by what the other logs say. */
class LogAuditTest {
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

    private LogAudit.Log log(String name) {
        return new LogAudit.Log(name, folder.resolve(name + ".jsonl"), folder.resolve("checkpoints/" + name + ".txt"));
    }

    private final List<LogAudit.Log> logs = new ArrayList<>();

    private Head write(LogAudit.Log log, String... objects) throws IOException {
        try (ChainedLog chain = ChainedLog.open(log.file(), line -> {})) {
            Logs.batch(chain, objects);
            return chain.head();
        }
    }

    private void sign(LogAudit.Log log, Head head) throws IOException {
        Checkpoints.append(
                log.checkpoints(), new Checkpoint("drover-test/" + log.name(), head).sign(key, pair.getPrivate()));
    }

    private List<LogAudit.Checked> check() throws IOException {
        return new LogAudit(Optional.of(key)).check(logs);
    }

    private String problem(int of) throws IOException {
        return check().get(of).problem().orElse("none");
    }

    /** Two logs that anchor each other and are signed up to their ends but for one batch each. */
    @BeforeEach
    void two_logs() throws IOException {
        logs.clear();
        logs.add(log("master"));
        logs.add(log("agents"));
        Head agents = write(logs.get(1), "{\"source\":\"a\"}", "{\"source\":\"b\"}");
        write(logs.get(0), "{\"event\":\"first\"}");
        Head master = write(logs.get(0), "{\"event\":\"heads_anchored\",\"heads\":[" + anchor("agents", agents) + "]}");
        Head anchoring = write(logs.get(1), "{\"anchor\":" + anchor("master", master) + "}");
        sign(logs.get(0), master);
        sign(logs.get(1), anchoring);
        write(logs.get(0), "{\"event\":\"later\"}");
        write(logs.get(1), "{\"source\":\"later\"}");
    }

    private static String anchor(String log, Head head) {
        return "{\"log\":\"%s\",\"seq\":%d,\"hash\":\"%s\"}".formatted(log, head.seq(), head.hash());
    }

    /** What somebody does who knows how the chain is made: the same log with another word, every hash right. */
    private static void writeAnew(Path file, String word, String other) throws IOException {
        List<String> objects = new ArrayList<>();
        ChainReader.read(file, line -> objects.add(line.text()));
        Files.delete(file);
        try (ChainedLog chain = ChainedLog.open(file, line -> {})) {
            for (String object : objects) {
                String members = object.substring(object.indexOf("\",\"", 20) + 2, object.indexOf(",\"prev\":\""));
                Logs.batch(chain, "{" + members.replace(word, other) + "}");
            }
        }
    }

    @Test
    void what_nobody_touched_is_good_and_says_what_it_was_held_against() throws IOException {
        List<LogAudit.Checked> checked = check();
        assertTrue(checked.stream().allMatch(LogAudit.Checked::good), checked::toString);
        assertEquals(
                List.of(1, 1),
                checked.stream().map(LogAudit.Checked::checkpoints).toList());
        assertEquals(
                List.of(1, 1), checked.stream().map(LogAudit.Checked::anchors).toList());
        assertEquals(
                List.of(4L, 5L),
                checked.stream().map(LogAudit.Checked::signedLine).toList());
        assertEquals(
                List.of(6L, 7L), checked.stream().map(LogAudit.Checked::lines).toList());
    }

    @Test
    void a_log_that_was_written_anew_differs_from_what_was_signed() throws IOException {
        writeAnew(logs.get(0).file(), "first", "other");
        assertTrue(problem(0).contains("written anew"), problem(0));
    }

    @Test
    void without_its_checkpoints_it_differs_from_what_the_other_log_says() throws IOException {
        writeAnew(logs.get(1).file(), "\"b\"", "\"c\"");
        Files.delete(logs.get(1).checkpoints());
        assertTrue(problem(1).contains("written anew"), problem(1));
        two_logs_again();
        writeAnew(logs.get(0).file(), "first", "other");
        Files.delete(logs.get(0).checkpoints());
        assertTrue(problem(0).contains("written anew"), problem(0));
    }

    private void two_logs_again() throws IOException {
        for (LogAudit.Log log : logs) {
            Files.deleteIfExists(log.file());
            Files.deleteIfExists(log.checkpoints());
        }
        two_logs();
    }

    @Test
    void a_log_that_was_cut_short_between_batches_ends_before_what_was_signed() throws IOException {
        List<String> lines = Files.readAllLines(logs.get(0).file());
        Files.write(logs.get(0).file(), lines.subList(0, 2));
        assertTrue(problem(0).contains("cut off its end"), problem(0));
    }

    @Test
    void a_log_that_was_removed_is_missed_by_the_other_one() throws IOException {
        Files.delete(logs.get(1).file());
        Files.delete(logs.get(1).checkpoints());
        logs.removeLast();
        List<LogAudit.Checked> checked = check();
        assertFalse(checked.getLast().good());
        assertTrue(checked.getLast().problem().orElse("").contains("agents is missing"), checked::toString);
    }

    @Test
    void a_head_that_was_kept_elsewhere_finds_what_was_signed_anew_with_the_same_key() throws IOException {
        Head kept = new Head(0, "");
        try (ChainedLog chain = ChainedLog.open(logs.get(0).file(), line -> {})) {
            kept = chain.head();
        }
        writeAnew(logs.get(0).file(), "later", "other");
        assertTrue(check().get(0).good(), "nothing in the home shows it");
        var audit = new LogAudit(Optional.of(key));
        audit.vouched("master", kept);
        assertTrue(audit.check(logs).get(0).problem().orElse("none").contains("written anew"));
    }

    @Test
    void words_like_those_of_an_anchor_in_what_an_agent_wrote_are_no_anchor() throws IOException {
        String forged = anchor("master", new Head(2, "00".repeat(32)));
        write(logs.get(1), "{\"source\":\"a\",\"entry\":{\"anchor\":" + forged + "}}");
        assertTrue(check().get(0).good(), check()::toString);
    }

    @Test
    void an_anchor_of_a_rotated_log_is_found_in_the_file_where_it_stands() throws IOException {
        try (ChainedLog chain = ChainedLog.open(logs.get(1).file(), line -> {})) {
            chain.rotate();
            Logs.batch(chain, "{\"source\":\"z\"}");
        }
        assertTrue(check().stream().allMatch(LogAudit.Checked::good), check()::toString);
    }
}
