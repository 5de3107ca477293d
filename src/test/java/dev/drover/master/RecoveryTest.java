package dev.drover.master;

import static dev.drover.master.MasterBench.packet;
import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.State;
import dev.drover.message.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Journal: at start, what is not acknowledged is looked for and done")
class RecoveryTest {
    @TempDir
    Path root;

    @TempDir
    Path otherRoot;

    private MasterBench bench;

    @BeforeEach
    void a_home() throws IOException {
        bench = new MasterBench(root);
    }

    private Path queued(int attempt) {
        return root.resolve("bus/queue/coding/normal/" + packet("r1", "a") + "." + attempt + ".json");
    }

    @Test
    void a_packet_that_is_nowhere_gets_a_new_attempt() throws IOException {
        bench.journal(request("r1", task("a")));
        State state = bench.restart();
        assertEquals(2, state.task("r1", "a").attempts());
        assertTrue(Files.exists(queued(2)));
        assertFalse(Files.exists(queued(1)));
    }

    @Test
    void a_packet_that_lies_on_the_queue_is_acknowledged_and_not_issued_again() throws IOException {
        bench.journal(request("r1", task("a")));
        Files.writeString(queued(1), "{}");
        State state = bench.restart();
        assertEquals(1, state.task("r1", "a").attempts());
        assertTrue(state.task("r1", "a").published());
    }

    @Test
    void a_packet_whose_claim_was_taken_away_is_left_to_the_taking_back() throws IOException {
        bench.journal(request("r1", task("a")));
        Files.writeString(bench.home.takenBack().resolve(queued(1).getFileName()), "{}");
        assertEquals(1, bench.restart().task("r1", "a").attempts());
    }

    @Test
    void a_packet_of_a_cancelled_request_is_removed_from_the_queue_and_from_its_agent() throws IOException {
        bench.journal(
                request("r1", task("a")),
                request("r2", task("a")),
                new Input.Controlled("c", Control.parse("*cancel:r1")),
                new Input.Controlled("c", Control.parse("*cancel:r2")));
        Files.writeString(queued(1), "{}");
        Path claim = bench.home.claimed("a1").resolve(packet("r2", "a") + ".1.json");
        Files.createDirectories(claim.getParent());
        Files.writeString(claim, "{}");
        bench.restart();
        assertFalse(Files.exists(queued(1)), "an agent would begin what was cancelled");
        assertFalse(Files.exists(claim), "an agent would go on with what was cancelled");
    }

    @Test
    void what_was_ending_is_ended_and_only_then_its_request_finished() throws IOException {
        bench.journal(request("r1", task("a")), new Input.Controlled("c", Control.parse("*cancel:r1")));
        assertFalse(bench.replay().ending("r1").isEmpty());
        Files.writeString(queued(1), "{}");
        State state = bench.restart();
        assertTrue(state.ending("r1").isEmpty(), "nobody had it");
        assertTrue(state.seen("r1").orElseThrow().status().isPresent());
    }

    @Test
    void a_result_that_counted_is_put_into_its_folder_before_the_final_result_is_published() throws IOException {
        Input.Reported reported = bench.publish("r1", "a", 1, "done");
        bench.journal(request("r1", task("a")), reported);
        bench.restart();
        Path kept = bench.home.run("r1").resolve("tasks/a/1/result.json");
        assertTrue(Files.exists(kept), "the final result names it");
        assertTrue(Files.exists(bench.home.outbox().resolve("r1.json")));
        assertFalse(Files.exists(bench.home.results().resolve(reported.file())));
    }

    @Test
    void a_run_folder_that_a_task_has_broken_does_not_keep_the_daemon_from_starting() throws IOException {
        Input.Reported reported = bench.publish("r1", "a", 1, "done");
        bench.journal(request("r1", task("a"), task("b")), reported, request("r2", task("c")));
        Files.createDirectories(bench.home.run("r1").resolve("tasks"));
        Files.writeString(bench.home.run("r1").resolve("tasks/a"), "no folder");
        bench.restart();
        assertTrue(Files.exists(bench.home.results().resolve(reported.file())), "it waits to be kept");
        assertTrue(Files.exists(bench.home.run("r2").resolve("plan.json")));
    }

    @Test
    void a_file_that_has_the_name_of_a_result_that_counted_does_not_replace_it() throws IOException {
        Input.Reported counted = bench.publish("r1", "a", 1, "done");
        bench.journal(request("r1", task("a")), counted);
        bench.publish("r1", "a", 1, "another one");
        bench.restart();
        assertFalse(Files.exists(bench.home.run("r1").resolve("tasks/a/1/result.json")));
        assertTrue(Files.exists(bench.home.results().resolve(counted.file())));
    }

    @Test
    void a_final_result_is_published_again_byte_for_byte() throws IOException {
        bench.journal(request("r1", task("a")), bench.publish("r1", "a", 1, "done"));
        var other = new MasterBench(otherRoot);
        Files.copy(bench.home.journal(), other.home.journal());
        bench.restart();
        other.restart();
        assertEquals(
                Files.readString(bench.home.outbox().resolve("r1.json")),
                Files.readString(other.home.outbox().resolve("r1.json")));
    }

    @Test
    void an_acknowledged_result_is_not_published_again() throws IOException {
        bench.journal(
                request("r1", task("a")),
                bench.publish("r1", "a", 1, "done"),
                new Input.Note(new Event.ResultPublished("r1")));
        bench.restart();
        assertFalse(Files.exists(bench.home.outbox().resolve("r1.json")));
    }

    @Test
    void a_claim_that_was_taken_back_and_journaled_is_cleared() throws IOException {
        bench.journal(
                request("r1", task("a")),
                new Input.TakenBack(packet("r1", "a"), 1, Optional.of("a1"), "gone", true, true));
        Path taken = bench.home.takenBack().resolve(queued(1).getFileName());
        Files.writeString(taken, "{}");
        bench.restart();
        assertFalse(Files.exists(taken));
    }
}
