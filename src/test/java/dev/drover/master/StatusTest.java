package dev.drover.master;

import static dev.drover.master.MasterBench.packet;
import static dev.drover.master.MasterBench.request;
import static dev.drover.master.MasterBench.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.master.core.Input;
import dev.drover.message.Control;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
    @TempDir
    Path root;

    private Status after(Input... inputs) throws IOException {
        var bench = new MasterBench(root);
        bench.journal(inputs);
        return Status.of(bench.replay());
    }

    private static final Input CANCEL =
            new Input.Controlled("01x/c.json", new Control(Control.Verb.CANCEL, Optional.of("r1")));

    @Test
    void packets_that_are_ending_are_no_work_that_calls_for_agents() throws IOException {
        Status status = after(
                request("r1", task("claimed"), task("queued")),
                new Input.Claimed(packet("r1", "claimed"), 1, "a1"),
                CANCEL);
        assertEquals(Set.of("r1"), status.ending());
        assertEquals(Map.of(), status.out());
        assertEquals(Map.of(), status.queued());
        assertEquals(List.of(), status.awaited());
    }

    @Test
    void packets_that_wait_and_that_agents_hold_are_told_apart_by_type() throws IOException {
        Status status = after(
                request("r1", task("claimed"), task("queued")), new Input.Claimed(packet("r1", "claimed"), 1, "a1"));
        assertEquals(Map.of("coding", 2), status.out());
        assertEquals(Map.of("coding", Set.of(packet("r1", "queued"))), status.queued());
        assertEquals(Set.of(), status.ending());
    }
}
