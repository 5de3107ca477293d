package dev.drover.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands with everything that they start, by both ways to start them. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class RunningCommandTest {
    private static final Path HERE = Path.of("/");

    @TempDir
    Path folder;

    private final boolean natively;
    private CommandBench bench = new CommandBench(Path.of("."));

    RunningCommandTest(boolean natively) {
        this.natively = natively;
    }

    @BeforeEach
    void a_bench() {
        if (natively) {
            NativeChild.link();
            assumeTrue(NativeChild.isLinked(), "this system does not have the calls");
        }
        bench = new CommandBench(folder, natively ? NativeChild::start : JavaChild::start);
    }

    @AfterEach
    void nothing_is_left_of_any_command() {
        ProcessTree.endMarked(HERE, bench.mark);
    }

    @Nested
    @DisplayName("Rule 11: the group of a command is known before it runs")
    class Rule_11_the_gate {
        @Test
        void nothing_runs_before_the_gate_is_opened() throws Exception {
            RunningCommand running = bench.start(bench.spec("touch ran"));
            assertTrue(running.id().isAlive());
            running.stop();
            CommandExit exit = running.await();
            assertEquals(CommandExit.Reason.STOPPED, exit.reason());
            assertFalse(Files.exists(folder.resolve("ran")));
        }

        @Test
        void nothing_runs_when_its_starter_dies_before_the_gate_is_opened() throws Exception {
            Process starter = new ProcessBuilder(List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StartsAndDies.class.getName(),
                            folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("starter.log").toFile())
                    .start();
            assertEquals(
                    3, starter.waitFor(), () -> folder.resolve("starter.log").toString());
            long shell = bench.pid("shell");
            await().until(() -> !CommandBench.lives(shell));
            assertFalse(Files.exists(folder.resolve("ran")));
        }

        @Test
        void a_command_leads_a_session_and_a_group_of_its_own() throws Exception {
            RunningCommand running = bench.start(bench.spec("sleep 60"));
            running.release();
            await().until(() -> ProcStat.read(running.id().pid())
                    .filter(s -> s.session() == running.id().pid()
                            && s.group() == running.id().pid())
                    .isPresent());
            running.stop();
            running.await();
        }
    }

    @Test
    void the_exit_code_and_both_streams_of_output_are_kept() throws Exception {
        CommandExit exit = bench.run("echo out; echo err >&2; exit 7");
        assertEquals(CommandExit.Reason.EXITED, exit.reason());
        assertEquals(7, exit.exitCode());
        assertEquals("out\nerr\n", bench.output());
    }

    @Test
    void a_command_of_65_536_characters_runs_however_many_bytes_they_have() throws Exception {
        String rest = "'; printf '%s\\n' \"$0\" \"${#text}\"; env | wc -c; exit 3";
        String command = "text='" + "\u20ac".repeat(65_536 - "text='".length() - rest.length()) + rest;
        assertEquals(65_536, command.length());
        CommandExit exit = bench.run(command);
        assertEquals(3, exit.exitCode());
        assertTrue(bench.output().startsWith("sh\n"), bench.output());
    }

    @Test
    void a_command_has_a_group_that_can_be_signalled_as_soon_as_it_is_started_also_without_the_native_call()
            throws Exception {
        for (int i = 0; i < 10; i++) {
            JavaChild child = JavaChild.start(bench.spec("touch ran"));
            assertTrue(Posix.groupExists(child.pid()));
            assertTrue(Posix.signalGroup(child.pid(), Posix.KILL));
            assertEquals(128 + 9, child.await(Duration.ofSeconds(20)).orElseThrow());
        }
        assertFalse(Files.exists(folder.resolve("ran")));
    }

    @Test
    void the_exit_code_of_a_command_that_a_signal_ended_is_128_and_its_number() throws Exception {
        assertEquals(128 + 9, bench.run("kill -KILL $$").exitCode());
        assertEquals(128 + 15, bench.run("kill -TERM $$").exitCode());
    }

    @Test
    void a_command_reads_from_nowhere_and_sees_only_its_own_environment() throws Exception {
        assertEquals(
                0,
                bench.run("cat; test -z \"$HOME\" && test -n \"$DROVER_PACKET_ID\"")
                        .exitCode());
        assertEquals("", bench.output());
    }

    @Test
    void odd_characters_in_a_command_reach_the_shell_as_they_are() throws Exception {
        assertEquals(0, bench.run("printf '%s|' 'a b' \"c'd\" ä 😀 '\\n' '\"'").exitCode());
        assertEquals("a b|c'd|ä|😀|\\n|\"|", bench.output());
    }

    @Test
    void a_command_with_a_character_that_ends_strings_is_refused_and_not_cut_short() {
        assertThrows(IOException.class, () -> bench.run("echo safe\0; rm everything"));
        assertFalse(Files.exists(bench.output));
    }

    @Test
    void a_folder_that_is_gone_is_told_and_nothing_runs() {
        var spec = bench.spec("touch ran");
        var gone = new CommandSpec(
                spec.command(),
                folder.resolve("gone"),
                spec.environment(),
                spec.output(),
                spec.timeout(),
                spec.maxOutputBytes());
        IOException e = assertThrows(IOException.class, () -> bench.run(gone));
        assertTrue(String.valueOf(e.getMessage()).contains("gone"), e::toString);
    }

    @Test
    void the_time_limit_ends_the_whole_tree_with_what_ignores_being_asked() throws Exception {
        CommandExit exit = bench.run(bench.spec(
                "(trap '' TERM; sleep 60 & echo $! > grandchild; sh -c 'trap \"\" TERM; echo $$ > stubborn; "
                        + "while :; do sleep 1; done' & wait) & wait",
                Duration.ofSeconds(4),
                1 << 20));
        assertEquals(CommandExit.Reason.TIMED_OUT, exit.reason());
        assertFalse(CommandBench.lives(bench.pid("grandchild")));
        assertFalse(CommandBench.lives(bench.pid("stubborn")));
    }

    @Test
    void what_a_command_leaves_running_is_ended_with_it() throws Exception {
        assertEquals(0, bench.run("sleep 60 & echo $! > left").exitCode());
        assertFalse(CommandBench.lives(bench.pid("left")));
    }

    @Test
    void what_a_command_leaves_running_in_another_group_of_its_session_is_ended_with_it() throws Exception {
        CommandExit exit = bench.run("exec bash -c 'set -m; sleep 60 & echo $! > left'");
        assertEquals(0, exit.exitCode());
        await().until(() -> !CommandBench.lives(bench.pid("left")));
    }

    @Test
    void too_much_output_ends_the_command() throws Exception {
        CommandExit exit = bench.run(bench.spec("while :; do echo 0123456789; done", Duration.ofSeconds(60), 10_000));
        assertEquals(CommandExit.Reason.TOO_MUCH_OUTPUT, exit.reason());
    }

    @Test
    void another_thread_can_stop_a_command_with_all_that_it_started() throws Exception {
        RunningCommand running = bench.start(bench.spec("sleep 60 & echo $! > child; wait"));
        running.release();
        CompletableFuture<CommandExit> end = CompletableFuture.supplyAsync(() -> {
            try {
                return running.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long child = bench.pid("child");
        running.stop();
        assertEquals(CommandExit.Reason.STOPPED, end.get().reason());
        assertFalse(CommandBench.lives(child));
    }

    @Test
    void an_interrupt_ends_the_command_and_is_passed_on() throws Exception {
        RunningCommand running = bench.start(bench.spec("sleep 60"));
        running.release();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, running::await);
        assertFalse(running.id().isAlive());
    }

    @Test
    void many_commands_at_once_each_get_their_own_end() throws Exception {
        List<CompletableFuture<CommandExit>> all = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int code = i;
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return bench.run("exit " + code);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (int i = 0; i < 40; i++) {
            assertEquals(i, all.get(i).get().exitCode());
        }
    }
}
