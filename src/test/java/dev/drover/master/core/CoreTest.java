package dev.drover.master.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import org.junit.jupiter.api.Test;

/** What holds for every step. */
class CoreTest {
    private final CoreBench bench = new CoreBench();

    @Test
    void a_step_that_breaks_off_midway_says_so_since_what_it_recorded_cannot_be_replayed() {
        var poison = new Input.Note(new Event.RequestCancelled("ghost", "nobody knows"));
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> bench.step(poison));
        assertTrue(String.valueOf(e.getMessage()).contains("ghost"), e::toString);
    }

    @Test
    void an_acknowledgement_of_what_is_no_longer_awaited_changes_nothing() {
        bench.arrive("r1", Specs.task("a"));
        bench.takeBack("r1", "a", false, true);
        String packet = CoreBench.packet("r1", "a");
        bench.step(new Input.Note(new Event.PacketPublished("r1", "a", packet, 1)));
        assertEquals(false, bench.task("r1", "a").published());
        bench.step(new Input.Note(new Event.PacketPublished("r1", "a", packet, 2)));
        assertEquals(true, bench.task("r1", "a").published());
        bench.step(new Input.Note(new Event.ResultPublished("r9")));
        bench.step(new Input.Note(new Event.RequestFiled("r9")));
    }

    @Test
    void two_tasks_of_two_requests_never_share_a_packet_id() {
        assertTrue(!Packets.idOf("r", "x").equals(Packets.idOf("r2", "x")));
        assertTrue(!Packets.idOf("a", "b").equals(Packets.idOf("b", "a")));
        String longId = "t".repeat(64);
        assertTrue(Packets.idOf("r".repeat(64), longId).length() <= 64);
    }

    @Test
    void a_packet_carries_what_the_task_says_and_the_attempt_it_is() {
        bench.arrive("r1", Specs.task("a"));
        bench.takeBack("r1", "a", false, true);
        Packet packet = Packets.of(bench.run("r1"), bench.task("r1", "a"), Rules.DEFAULT);
        assertEquals(2, packet.attempt());
        assertEquals(600, packet.timeoutSeconds());
        assertEquals("pending", packet.status());
        assertEquals(packet.packetId() + ".2.json", packet.fileName());
        assertTrue(packet.traceparent().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), packet::traceparent);
    }

    @Test
    void nothing_is_decided_by_time_when_nothing_waits_for_it() {
        bench.arrive("r1", Specs.task("a"));
        bench.report("r1", "a", ResultStatus.COMPLETED);
        assertTrue(bench.core.nextTimer().isEmpty());
    }
}
