package dev.drover.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rule 11: the process tree of an attempt is ended, and no other")
class ProcessTreeTest {
    /** On Linux. */
    private static final int STOP = 19;

    private static final Path HERE = Path.of("/");

    @TempDir
    Path folder;

    private CommandBench bench = new CommandBench(Path.of("."));

    @BeforeEach
    void a_bench() {
        bench = new CommandBench(folder);
    }

    @AfterEach
    void nothing_is_left() {
        ProcessTree.endMarked(HERE, bench.mark);
    }

    private RunningCommand sleeping() throws Exception {
        RunningCommand running = RunningCommand.start(bench.spec("echo $$ > up; exec sleep 60"));
        running.release();
        bench.pid("up");
        return running;
    }

    @Test
    void a_process_is_told_from_a_later_one_with_its_number() throws Exception {
        ProcessId id = sleeping().id();
        assertTrue(id.isAlive());
        assertFalse(new ProcessId(id.pid(), id.start() - 1, id.bootId()).isAlive());
        assertFalse(new ProcessId(id.pid(), id.start(), "another boot").isAlive());
        assertEquals(id, ProcessId.of(id.pid()).orElseThrow());
        assertNotEquals(ProcessId.self(), id);
    }

    @Test
    void ending_an_earlier_process_leaves_the_later_one_with_its_number_alone() throws Exception {
        ProcessId id = sleeping().id();
        assertTrue(ProcessTree.end(new ProcessId(id.pid(), id.start() - 1, id.bootId()), Duration.ZERO));
        assertTrue(ProcessTree.end(new ProcessId(id.pid(), id.start(), "another boot"), Duration.ZERO));
        ProcessTree.requestStop(new ProcessId(id.pid(), id.start() - 1, id.bootId()));
        assertTrue(id.isAlive());
        assertTrue(ProcessTree.end(id, Duration.ZERO));
        assertFalse(id.isAlive());
    }

    @Test
    void ending_what_has_ended_is_no_trouble() throws Exception {
        RunningCommand running = sleeping();
        running.stop();
        running.await();
        assertTrue(ProcessTree.end(running.id(), Duration.ofSeconds(5)));
        assertTrue(ProcessTree.endLeftovers(running.id(), Duration.ofSeconds(2)));
    }

    @Test
    void who_left_the_session_is_found_by_its_environment() throws Exception {
        bench.run("setsid sh -c 'echo $$ > escaped; exec sleep 60' & while [ ! -s escaped ]; do sleep 0.05; done");
        long escaped = bench.pid("escaped");
        assertTrue(CommandBench.lives(escaped), "it left the session, so it outlived its command");
        assertTrue(ProcessTree.endMarked(HERE, bench.mark));
        assertFalse(CommandBench.lives(escaped));
    }

    @Test
    void a_mark_is_compared_as_a_whole() throws Exception {
        ProcessId id = sleeping().id();
        assertTrue(ProcessTree.endMarked(HERE, bench.mark.substring(0, bench.mark.length() - 1)));
        assertTrue(ProcessTree.endMarked(HERE, "X" + bench.mark));
        assertTrue(ProcessTree.endMarked(HERE, bench.mark + "0"));
        assertTrue(id.isAlive());
    }

    @Test
    void processes_that_start_others_while_they_are_ended_are_ended_too() throws Exception {
        bench.run("setsid sh -c 'while :; do setsid sleep 0.3 & sleep 0.01; done' & sleep 0.5");
        assertTrue(ProcessTree.endMarked(HERE, bench.mark));
        await().during(Duration.ofMillis(300)).until(() -> ProcessTree.endMarked(HERE, bench.mark));
    }

    @Test
    void the_end_of_one_process_is_awaited_no_longer_than_allowed() throws Exception {
        RunningCommand running = sleeping();
        assertFalse(ProcessTree.awaitEnd(running.id(), Duration.ofMillis(30)));
        ProcessTree.requestStop(running.id());
        running.await();
        assertTrue(ProcessTree.awaitEnd(running.id(), Duration.ofSeconds(10)));
    }

    @Test
    void one_that_was_stopped_is_continued_to_be_ended() throws Exception {
        RunningCommand running = sleeping();
        Posix.signal(running.id().pid(), STOP);
        await().until(running.id()::isStopped);
        ProcessTree.requestStop(running.id());
        assertTrue(ProcessTree.awaitEnd(running.id(), Duration.ofSeconds(30)));
        running.await();
    }

    @Test
    void what_a_process_uses_is_known_as_long_as_it_lives() {
        ProcessUsage self = ProcessUsage.of(ProcessHandle.current().pid()).orElseThrow();
        assertTrue(self.rssBytes() > 1 << 20, self::toString);
        assertTrue(self.cpuSeconds() > 0, self::toString);
        assertTrue(ProcessUsage.of(Integer.MAX_VALUE).isEmpty());
    }
}
