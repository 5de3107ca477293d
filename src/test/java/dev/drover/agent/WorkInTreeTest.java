package dev.drover.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.git.WorkTreeLock;
import dev.drover.bus.Home;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command in the work tree of a request. */
class WorkInTreeTest {
    private static final String ID = "packet-0123456789abcdef";
    private static final String RUN = "bus/runs/aa/r1";

    @TempDir
    private Path temp;

    private Home home = new Home(Path.of("."));
    private Path ran = Path.of(".");

    @BeforeEach
    void make() throws Exception {
        home = new Home(Files.createDirectories(temp.resolve("home")).toRealPath());
        home.createFolders();
        Files.createDirectories(home.root().resolve(RUN + "/drover-r1"));
        Files.createSymbolicLink(home.root().resolve(RUN + "/worktree"), Path.of("drover-r1"));
        ran = temp.resolve("ran");
    }

    private Outcome perform() throws Exception {
        return WorkBench.perform(home, packet());
    }

    private Packet packet() {
        return new Packet(
                1,
                ID,
                "t1",
                "testing",
                "Test it",
                List.of(),
                Priority.NORMAL,
                "pending",
                "r1",
                1,
                RUN + "/worktree",
                RUN,
                List.of(),
                Optional.empty(),
                Optional.of("touch " + ran),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                60,
                Optional.empty(),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void its_result_names_the_branch_although_it_writes_nothing_for_it() throws Exception {
        Outcome outcome = perform();
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(Optional.of("drover/r1"), outcome.branch());
    }

    @Test
    void it_waits_for_whoever_writes_there() throws Exception {
        var work = new FutureTask<>(this::perform);
        var worker = new Thread(work, "reader");
        try (WorkTreeLock writer = WorkTreeLock.take(
                        home.root().resolve(RUN), home.root(), packet(), false, Duration.ofMinutes(1))
                .orElseThrow()) {
            worker.start();
            await().until(() -> worker.getState() == Thread.State.TIMED_WAITING || work.isDone());
            assertFalse(Files.exists(ran));
            assertFalse(work.isDone());
        }
        assertEquals(ResultStatus.COMPLETED, work.get().status());
        assertTrue(Files.exists(ran));
    }

    @Test
    void a_work_tree_that_is_gone_is_not_made_anew_as_an_empty_folder() throws Exception {
        Files.delete(home.root().resolve(RUN + "/worktree"));
        Outcome outcome = perform();
        assertEquals(ResultStatus.BLOCKED, outcome.status());
        assertFalse(Files.exists(home.root().resolve(RUN + "/worktree")));
    }

    @Test
    void a_link_that_leads_elsewhere_is_not_followed() throws Exception {
        Path link = home.root().resolve(RUN + "/worktree");
        Files.delete(link);
        Files.createSymbolicLink(link, temp);
        assertEquals(ResultStatus.BLOCKED, perform().status());
        assertFalse(Files.exists(ran));
    }
}
