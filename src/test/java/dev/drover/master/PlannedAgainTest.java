package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Input;
import dev.drover.message.Priority;
import dev.drover.planning.CapabilityTable;
import dev.drover.planning.PatternPlanner;
import dev.drover.planning.Planning;
import dev.drover.planning.Proposal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planner that takes its time, and a daemon that is restarted meanwhile. */
class PlannedAgainTest {
    private static final byte[] REQUEST = "{\"user_request\":\"Run the tests\"}".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger asked = new AtomicInteger();

    private final Planning planning = new Planning(
            new PatternPlanner(Path.of("knowledge/patterns")),
            List.of((request, capabilities) -> {
                asked.incrementAndGet();
                assertTrue(request.requestId().isPresent());
                return new Proposal.None(Optional.empty());
            }),
            () -> new CapabilityTable(Map.of("testing", Set.of("run_tests"))));

    private String reasonAfter(int reads) {
        String ulid = "0".repeat(26);
        var name = new IntakeFile(ulid, Priority.NORMAL, reads, "r.json");
        Input input = new RequestCheck(() -> planning, id -> false, 100_000, 100)
                .decide("bus/runs/.intake/" + name.fileName(), ulid, Priority.NORMAL, "r.json", REQUEST);
        return assertInstanceOf(Input.Arrived.class, input).plan().reason();
    }

    @Test
    void a_request_that_is_known_is_not_planned_again(@TempDir Path root) throws IOException {
        var bench = new MasterBench(root);
        bench.journal(MasterBench.request("r1", MasterBench.task("a")));
        Master master = MasterBench.open(bench.home);
        Effects effects = bench.effects(master);
        try {
            master.start(effects, (events, status) -> {});
            var check = new RequestCheck(() -> planning, new SeenIds(master)::contains, 100_000, 100);
            assertInstanceOf(Input.Repeated.class, decided(check, "r1"));
            assertEquals(0, asked.get());
            assertInstanceOf(Input.Arrived.class, decided(check, "r2"));
            assertEquals(1, asked.get());
        } finally {
            master.close();
            effects.close();
        }
    }

    private static Input decided(RequestCheck check, String id) {
        String json = "{\"request_id\":\"" + id + "\",\"user_request\":\"Run the tests\"}";
        return check.decide(
                "bus/runs/.intake/x", "0".repeat(26), Priority.NORMAL, "r.json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_planner_is_asked_twice_and_then_the_patterns_plan_and_say_why() {
        reasonAfter(1);
        reasonAfter(2);
        assertEquals(2, asked.get());
        String reason = reasonAfter(IntakeFile.MAX_READS);
        assertEquals(2, asked.get());
        assertTrue(reason.contains("the daemon had ended or failed 2 times"), reason);
    }
}
