package dev.drover.master;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.GivenCodewords;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A codeword that is given or refused is nowhere but where the one task reads it. */
class CodewordControlTest {
    private static final String WORD = "hunter2hunter2";

    @TempDir
    Path root;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private MasterBench bench;
    private Master master;
    private Effects effects;
    private Settling settling;
    private Controls controls;

    @BeforeEach
    void a_master() throws IOException {
        bench = new MasterBench(root);
        master = MasterBench.open(bench.home);
        settling = new Settling(Duration.ZERO, () -> 0);
        controls = new Controls(
                bench.home, master, settling, new Archive(bench.home), MasterBench.CLOCK, new SplittableRandom());
        effects = bench.effects(master);
        master.submit(new Input.Note(new Event.DaemonStarted("test", 1, "boot")));
        master.start(effects, (recorded, status) -> recorded.forEach(r -> events.add(r.event())));
    }

    @AfterEach
    void close() throws IOException {
        master.close();
        effects.close();
        settling.close();
    }

    private void drop(byte[] content) throws IOException {
        Files.write(bench.home.control().resolve("c.json"), content);
        controls.rescan();
        Awaitility.await().until(() -> events.stream()
                .anyMatch(e -> e instanceof Event.ControlRefused || e instanceof Event.ControlApplied));
        Awaitility.await().until(() -> {
            controls.rescan();
            try (var left = Files.list(bench.home.takenControls())) {
                return left.findAny().isEmpty();
            }
        });
    }

    private void assertNowhere() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content =
                        Files.readString(file, StandardCharsets.ISO_8859_1).replace("\0", "");
                assertFalse(content.contains(WORD), file + " holds it: " + content);
            }
        }
        assertFalse(events.toString().contains(WORD), events.toString());
    }

    static Stream<byte[]> refused() {
        String good = "{\"control\":\"*codeword:nobody\",\"codeword\":\"" + WORD + "\"}";
        return Stream.of(
                good.getBytes(UTF_8),
                good.getBytes(UTF_16LE),
                good.replace("*codeword", "*code-word").getBytes(UTF_8),
                good.replace(":nobody", " nobody").getBytes(UTF_8),
                good.replace("\"codeword\"", "\"\\u0063odeword\"").getBytes(UTF_8),
                good.replace("\"" + WORD + "\"", WORD).getBytes(UTF_8),
                good.replace("\"" + WORD + "\"", "[\"" + WORD + "\"]").getBytes(UTF_8),
                good.replace("\"" + WORD + "\"", "{\"codeword\":\"" + WORD + "\"}")
                        .getBytes(UTF_8),
                good.replace(WORD, WORD.repeat(200)).getBytes(UTF_8),
                (good + " ".repeat(70_000)).getBytes(UTF_8),
                good.substring(0, good.length() - 1).getBytes(UTF_8),
                ("{\"codeword\":\"" + WORD + "\",\"codeword\":\"" + WORD + "\"}").getBytes(UTF_8),
                ("codeword " + WORD).getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refused_one_keeps_the_word_neither_as_a_dead_letter_nor_in_the_reason(byte[] content) throws Exception {
        drop(content);
        assertTrue(events.stream().anyMatch(Event.ControlRefused.class::isInstance), events.toString());
        assertTrue(Files.exists(bench.home.deadLetter().resolve("c.json")), "people see that it was refused");
        assertNowhere();
    }

    @Test
    void what_holds_no_codeword_is_kept_as_it_was_dropped() throws Exception {
        drop("{\"control\":\"*cancel:nobody\",\"why\":\"x\"}".getBytes(UTF_8));
        assertTrue(Files.readString(bench.home.deadLetter().resolve("c.json")).contains("\"why\""));
    }

    @Test
    void one_for_a_request_under_way_is_kept_for_its_owner_alone_and_the_journal_says_only_that_it_was_given()
            throws Exception {
        master.submit(MasterBench.request("r1", MasterBench.task("a")));
        Awaitility.await().until(() -> master.status().working().contains("r1"));
        drop(("{\"control\":\"*codeword:r1\",\"codeword\":\"" + WORD + "\"}").getBytes(UTF_8));
        Path kept = bench.home.codewords().resolve("r1");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        assertEquals(WORD, Files.readString(kept));
        Files.delete(kept);
        assertNowhere();
    }

    @Test
    void a_word_that_nobody_reads_is_removed_after_ten_minutes_and_not_read_any_more_even_before() throws Exception {
        var given = new GivenCodewords(bench.home);
        given.put("r1", WORD);
        Path kept = bench.home.codewords().resolve("r1");
        var now = Files.getLastModifiedTime(kept).toInstant();
        given.removeOld(now.plusSeconds(599));
        assertTrue(Files.exists(kept));
        assertEquals(Optional.empty(), given.take("r1", now.plusSeconds(601)));
        given.put("r1", WORD);
        Files.writeString(bench.home.codewords().resolve(".r1.7.7"), WORD);
        try (var all = Files.list(bench.home.codewords())) {
            for (Path file : all.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        }
        given.removeOld(now.plusSeconds(601));
        assertNowhere();
        assertEquals(Optional.empty(), given.take("r1", now));
    }

    @Test
    void a_word_is_read_once() throws Exception {
        var given = new GivenCodewords(bench.home);
        given.put("r1", WORD);
        var now =
                Files.getLastModifiedTime(bench.home.codewords().resolve("r1")).toInstant();
        assertEquals(Optional.of(WORD), given.take("r1", now));
        assertEquals(Optional.empty(), given.take("r1", now));
    }
}
