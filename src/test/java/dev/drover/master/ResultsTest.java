package dev.drover.master;

import static dev.drover.master.MasterBench.packet;
import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Folders;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.State;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "Results are read once they are whole, and those that do not count are kept where people find them (rule 12)")
class ResultsTest {
    @TempDir
    Path root;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicLong ticker = new AtomicLong();
    private MasterBench bench;
    private Master master;
    private Effects effects;
    private Settling settling;
    private Results results;

    @BeforeEach
    void a_master() throws IOException {
        bench = new MasterBench(root);
        master = MasterBench.open(bench.home);
        settling = new Settling(Duration.ofSeconds(2), ticker::get);
        results = new Results(bench.home, master, bench.queue, settling, 100_000);
        effects = bench.effects(master);
        master.start(effects, (recorded, status) -> recorded.forEach(r -> events.add(r.event())));
    }

    @AfterEach
    void close() throws IOException {
        master.close();
        effects.close();
        settling.close();
    }

    /** A request whose packet lies on the queue. */
    private Path queued(String request) {
        master.submit(request(request, task("a")));
        await().until(() -> events.stream().anyMatch(Event.RequestFiled.class::isInstance));
        Path packet = bench.home.queue("coding", Priority.NORMAL).resolve(packet(request, "a") + ".1.json");
        await().until(() -> Files.exists(packet));
        return packet;
    }

    /** A request whose packet an agent has claimed, without the daemon having seen that. */
    private void open(String request, String agent) throws IOException {
        Path packet = queued(request);
        Files.createDirectories(bench.home.claimed(agent));
        Files.move(packet, bench.home.claimed(agent).resolve(packet.getFileName()));
    }

    private void open(String request) throws IOException {
        open(request, "a1");
    }

    private long seen(Class<? extends Event> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    private void rescanAndWait() throws IOException {
        results.rescan();
        long before = seen(Event.Trouble.class);
        master.submit(new Input.Note(new Event.Trouble("test", "all before this is taken in")));
        await().until(() -> seen(Event.Trouble.class) > before);
    }

    private List<String> names(Path folder) throws IOException {
        return Folders.list(folder).stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    private String whyIgnored() {
        return events.stream()
                .filter(Event.ResultIgnored.class::isInstance)
                .map(e -> ((Event.ResultIgnored) e).why())
                .findFirst()
                .orElse("");
    }

    @Test
    void a_result_of_another_than_the_claimant_does_not_count_also_when_the_claim_was_not_seen_yet()
            throws IOException {
        open("r1", "a2");
        bench.publish("r1", "a", 1, "done");
        rescanAndWait();
        assertEquals(0, seen(Event.ResultReceived.class));
        assertEquals("its sender a1 is not the claimant a2", whyIgnored());
    }

    @Test
    void a_result_of_a_packet_that_no_agent_has_claimed_does_not_count() throws IOException {
        Path packet = queued("r1");
        bench.publish("r1", "a", 1, "done");
        rescanAndWait();
        assertEquals(0, seen(Event.ResultReceived.class));
        assertEquals("its sender a1 is not the claimant: no agent has claimed the packet", whyIgnored());
        assertTrue(Files.exists(packet));
    }

    @Test
    void a_result_counts_when_its_claim_was_given_up_before_the_daemon_looked() throws IOException {
        Files.delete(queued("r1"));
        bench.publish("r1", "a", 1, "done");
        rescanAndWait();
        assertEquals(1, seen(Event.ResultReceived.class));
    }

    @Test
    void a_result_that_is_written_in_place_counts_once_it_is_whole() throws IOException {
        open("r1");
        Input.Reported whole = bench.publish("r1", "a", 1, "done");
        Path file = bench.home.results().resolve(whole.file());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        rescanAndWait();
        assertEquals(0, seen(Event.ResultIgnored.class));
        Files.write(file, bytes);
        rescanAndWait();
        assertEquals(1, seen(Event.ResultReceived.class));
        assertEquals(0, seen(Event.ResultIgnored.class));
    }

    @Test
    void a_result_that_stays_half_written_is_put_into_the_folder_of_the_request_that_waits_for_it() throws IOException {
        open("r1");
        String name = packet("r1", "a") + ".1.json";
        Files.writeString(bench.home.results().resolve(name), "{\"packet_id\":");
        rescanAndWait();
        ticker.set(Duration.ofSeconds(3).toNanos());
        rescanAndWait();
        assertEquals(1, seen(Event.ResultIgnored.class));
        await().until(() -> names(bench.home.run("r1").resolve("late")).equals(List.of(name)));
        assertEquals(List.of(), names(bench.home.results()));
    }

    @Test
    void late_results_of_a_request_are_kept_in_its_folder_however_many_there_are() throws IOException {
        open("r1");
        String name = packet("r1", "a") + ".7.json";
        bench.publish("r1", "a", 7, "late");
        rescanAndWait();
        await().until(() -> names(bench.home.run("r1").resolve("late")).equals(List.of(name)));
        bench.publish("r1", "a", 7, "later still");
        rescanAndWait();
        await().until(() ->
                names(bench.home.run("r1").resolve("late")).equals(List.of(packet("r1", "a") + ".7-2.json", name)));
    }

    @Test
    void results_of_requests_that_nobody_knows_are_kept_apart() throws IOException {
        bench.publish("nobody", "a", 1, "x");
        rescanAndWait();
        await().until(() -> names(bench.home.runs().resolve(".ignored")).size() == 1);
        assertFalse(Files.exists(bench.home.run("nobody")));
    }

    @Test
    void a_name_that_is_not_utf_8_is_set_aside_and_hides_nothing() throws Exception {
        open("r1");
        Process touch = new ProcessBuilder("sh", "-c", "echo '{}' > \"$(printf 'p\\377.1.json')\"")
                .directory(bench.home.results().toFile())
                .start();
        assertEquals(0, touch.waitFor());
        bench.publish("r1", "a", 1, "done");
        rescanAndWait();
        assertEquals(1, seen(Event.ResultReceived.class));
        await().until(() -> names(bench.home.results()).isEmpty());
        await().until(() -> names(bench.home.runs().resolve(".ignored")).size() == 1);
    }

    @Test
    void folders_and_files_that_are_too_large_are_set_aside_too() throws IOException {
        Files.createDirectory(bench.home.results().resolve("folder.1.json"));
        Files.write(bench.home.results().resolve("large.1.json"), new byte[100_001]);
        rescanAndWait();
        ticker.set(Duration.ofSeconds(3).toNanos());
        rescanAndWait();
        await().until(() ->
                names(bench.home.runs().resolve(".ignored")).equals(List.of("folder.1.json", "large.1.json")));
    }

    @Test
    void a_good_result_that_took_the_name_of_a_bad_one_meanwhile_is_left_for_reading() throws IOException {
        var state = new State();
        Path file = bench.home.results().resolve(packet("r1", "a") + ".1.json");
        Files.writeString(file, "{\"bad\":1}");
        Content bad = Content.read(file, 1000);
        Files.delete(file);
        Path large = Files.write(bench.home.results().resolve("large.1.json"), new byte[2000]);
        Content tooLarge = Content.read(large, 1000);
        bench.publish("r1", "a", 1, "good");
        Files.delete(large);
        Files.writeString(large, "{}");
        for (Event.ResultIgnored ignored : List.of(
                new Event.ResultIgnored(file.getFileName().toString(), "bad", Optional.of(bad.identity())),
                new Event.ResultIgnored("large.1.json", "bad", Optional.of(tooLarge.identity())))) {
            IgnoredResult.of(bench.home, ignored, state).keep();
        }
        assertTrue(Files.exists(file));
        assertTrue(Files.exists(large));
    }

    @Test
    void a_request_that_comes_again_while_it_is_retried_waits_for_the_new_result() throws IOException {
        open("r1");
        Path kept = bench.home.run("r1").resolve("result.json");
        Files.writeString(kept, "{\"round\":1}");
        effects.perform(
                List.of(new dev.drover.master.core.Recorded(
                        1, MasterBench.CLOCK.instant(), "hash", new Event.RequestRepeated("r1", "other", "r1.json"))),
                master.state());
        effects.close();
        assertFalse(Files.exists(bench.home.outbox().resolve("r1.json")));
    }
}
