package dev.drover.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Claims;
import dev.drover.bus.Home;
import dev.drover.message.Packet;
import dev.drover.message.Priority;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are run alone: strangers, who see nothing of the worker and leave nothing behind. */
class TaskShellTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ID = "packet-0123456789abcdef";

    @TempDir
    private Path folder;

    private TaskShell shell;

    @BeforeEach
    void make() throws IOException {
        var home = new Home(folder.resolve("home"));
        home.createFolders();
        Path claim = Files.createDirectories(home.claimed("coding-1")).resolve(ID + ".1.json");
        Files.writeString(claim, "{}");
        Map<String, String> environment = Map.of(
                "PATH", System.getenv("PATH"),
                "SECRET", "planted",
                "TRACEPARENT", "00-planted",
                "DROVER_HOME", home.root().toString(),
                "DROVER_AGENT_ID", "coding-1",
                "DROVER_AGENT_TYPE", "coding",
                "DROVER_PACKET_ID", ID,
                "DROVER_ATTEMPT", "1");
        shell = new TaskShell(
                AgentOptions.of(environment, new Properties()),
                new Claims.Claim(claim, AttemptFile.of(claim).orElseThrow(), Instant.EPOCH, Optional.empty()),
                packet(),
                folder,
                environment);
    }

    @Test
    void a_program_that_is_run_alone_sees_what_it_is_given_and_the_marks_only() throws Exception {
        Ran ran = shell.runAlone(List.of("env"), folder, Map.of("MINE", "1"), Optional.empty(), MINUTE);
        String environment = Files.readString(ran.output());
        assertFalse(environment.contains("planted"), environment);
        Set<String> names = environment
                .lines()
                .map(line -> line.replaceFirst("=.*", ""))
                .filter(name -> !Set.of("_", "OLDPWD", "SHLVL").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("DROVER_ATTEMPT", "DROVER_HOME", "DROVER_PACKET_ID", "LANG", "MINE", "PATH", "PWD"), names);
        assertTrue(Files.readString(
                        shell.run(List.of("env"), folder, Map.of(), MINUTE).output())
                .contains("planted"));
    }

    @Test
    void it_reads_the_file_that_it_is_given_or_nothing() throws Exception {
        Path input = Files.writeString(folder.resolve("it's $HOME"), "words");
        Ran ran = shell.runAlone(List.of("cat"), folder, Map.of(), Optional.of(input), MINUTE);
        assertEquals("words", Files.readString(ran.output()));
        ran = shell.runAlone(List.of("sh", "-c", "cat; echo end"), folder, Map.of(), Optional.empty(), MINUTE);
        assertEquals("end\n", Files.readString(ran.output()));
    }

    @Test
    void what_left_its_session_is_ended_with_it_also_when_it_ended_well() throws Exception {
        String script = "setsid sh -c 'echo $$ >escaped; exec sleep 300' & until [ -s escaped ]; do sleep 0.05; done";
        Ran ran = shell.runAlone(List.of("sh", "-c", script), folder, Map.of(), Optional.empty(), MINUTE);
        assertEquals(0, ran.exitCode());
        long pid = Long.parseLong(Files.readString(folder.resolve("escaped")).strip());
        assertTrue(ProcessId.of(pid).filter(ProcessId::isAlive).isEmpty());
    }

    private static Packet packet() {
        return new Packet(
                1,
                ID,
                "task",
                "coding",
                "change it",
                List.of(),
                Priority.NORMAL,
                "pending",
                "request",
                1,
                "/",
                "bus/runs/request",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                60,
                Optional.empty(),
                "00-0-0-00");
    }
}
