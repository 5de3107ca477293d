package dev.drover.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CommandLine line = new CommandLine(new BenchCommand());

    @BeforeEach
    void catch_what_it_prints() {
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((e, command, result) -> {
            err.append(String.valueOf(e.getMessage()));
            return 1;
        });
    }

    @Test
    void measures_a_real_daemon_and_leaves_nothing_behind() throws IOException {
        Path json = folder.resolve("bench.json");
        Path work = Files.createDirectory(folder.resolve("work"));

        int exit = line.execute(
                "--quick", "--only", "latency,chain", "--samples", "3", "--dir", work.toString(), "--json", json + "");

        assertEquals(0, exit, err.toString());
        JsonNode report = Json.tree(Files.readString(json));
        assertEquals(report, Json.tree(out.toString()));
        assertEquals(
                3, report.at("/results/latency/dropped_to_claimed_ms/samples").asInt());
        double claimed = report.at("/results/latency/dropped_to_claimed_ms/min").asDouble();
        double answered = report.at("/results/latency/dropped_to_result_ms/max").asDouble();
        assertTrue(claimed > 0 && claimed < answered, claimed + " and " + answered);
        assertEquals(3, report.at("/targets").size());
        assertTrue(err.toString().contains("eight tasks in a chain of seven"), err.toString());
        assertEquals(List.of(), left(work));
        assertEquals(List.of(), processes(work));
    }

    @Test
    void an_unknown_measurement_is_refused_with_those_there_are() {
        assertEquals(1, line.execute("--only", "speed"));
        assertTrue(err.toString().contains("no measurement 'speed'; use some of start, latency"), err.toString());
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        assertEquals(1, line.execute("--dir", folder.resolve("missing").toString()));
        assertTrue(err.toString().contains("is not a folder that can be written to"), err.toString());
    }

    private static List<String> left(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(Path::toString).toList();
        }
    }

    private static List<String> processes(Path folder) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(folder.toString()))
                .toList();
    }
}
