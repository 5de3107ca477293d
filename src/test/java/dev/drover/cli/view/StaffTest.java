package dev.drover.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps another agent from being started. */
class StaffTest {
    @TempDir
    Path root;

    private void define(String file, String keys) throws IOException {
        Path folder = Files.createDirectories(new Home(root).agentDefinitions());
        Files.writeString(folder.resolve(file + ".md"), "---\nname: " + file + "\n" + keys + "---\n");
    }

    private String waitsFor(String type, boolean daemonRuns, int busy) {
        var home = new Home(root);
        List<AgentsView.Live> agents = IntStream.range(0, busy)
                .mapToObj(i -> new AgentsView.Live(
                        type + "-" + i,
                        type,
                        "busy",
                        1,
                        Instant.EPOCH,
                        Optional.empty(),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new Staff(
                        daemonRuns,
                        agents,
                        Settings.load(home.settings(), Map.of()).settings(),
                        AgentDefinitions.load(home.agentDefinitions()),
                        Integer.MAX_VALUE,
                        List.of())
                .waitsFor(type);
    }

    @Test
    void of_a_type_that_people_run_agents_of_the_daemon_starts_none() throws IOException {
        define("own", "backend: external\n");
        String start = "Drover starts no agents of it: start one yourself (backend: external)";
        assertEquals("no agent of type own runs; " + start, waitsFor("own", true, 0));
        assertEquals("no agent of type own runs; " + start, waitsFor("own", false, 0));
        assertEquals("all 1 agent of type own work; " + start, waitsFor("own", true, 1));
    }

    @Test
    void an_external_definition_does_not_limit_the_agents_that_another_of_its_type_allows() throws IOException {
        define("own", "type: mixed\nbackend: external\nlimits:\n  max_agents: 1\n");
        define("theirs", "type: mixed\nlimits:\n  max_agents: 2\n");
        assertEquals(
                "all 1 agent of type mixed work; one more is started when that is of use", waitsFor("mixed", true, 1));
        assertEquals(
                "all 2 agents of type mixed work; its definition allows no more (max_agents: 2)",
                waitsFor("mixed", true, 2));
    }

    @Test
    void a_type_that_nothing_defines_has_no_agents() {
        assertEquals(
                "no agent of type odd runs; no definition in council/agents has that type, so none can be started",
                waitsFor("odd", true, 0));
    }
}
