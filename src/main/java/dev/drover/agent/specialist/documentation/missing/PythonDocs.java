package dev.drover.agent.specialist.documentation.missing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.documentation.source.Reading;
import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Evidence;
import dev.drover.message.Json;
import dev.drover.message.Shortened;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * The docstrings of Python files, as Python itself parses them. The script runs apart from the workspace ({@code -I}), so
 * no module of the project is taken for one of Python's own, and nothing of the project is run.
 *
 * @param read what was read; empty when Python is not installed or there is nothing for it
 * @param notRead how many files there would have been
 */
record PythonDocs(Optional<Reading<PythonFile>> read, int notRead, List<Evidence> evidence) {
    private static final String VERSION = "1";
    private static final String SCRIPT = "/dev/drover/agent/specialist/documentation/docstrings.py";

    static PythonDocs of(Assignment assignment, WorkTree tree) throws IOException, InterruptedException {
        List<String> files = tree.files().stream()
                .filter(file -> file.endsWith(".py") && !TestPaths.contain(file) && file.indexOf('\n') < 0)
                .toList();
        if (files.isEmpty() || !assignment.shell().has("python3")) {
            return new PythonDocs(Optional.empty(), files.size(), List.of());
        }
        ContentCache cache = Reading.cache(assignment, "python", VERSION);
        var evidence = new ArrayList<Evidence>();
        Reading<PythonFile> read = Reading.inBatch(
                assignment.workspace(), files, cache, PythonFile.class, some -> parse(assignment, some, evidence));
        read.keep(cache);
        return new PythonDocs(Optional.of(read), 0, evidence);
    }

    private static Map<String, PythonFile> parse(Assignment assignment, List<String> files, List<Evidence> evidence)
            throws IOException, InterruptedException {
        Path list = assignment.artifacts().resolve("." + assignment.packet().packetId() + ".files");
        Path script = assignment.artifacts().resolve("." + assignment.packet().packetId() + ".py");
        try {
            Files.writeString(list, String.join("\n", files) + "\n");
            Files.writeString(script, script());
            List<String> command = List.of("python3", "-I", script.toString(), list.toString());
            Ran ran = assignment.shell().run(command, assignment.workspace(), Map.of());
            evidence.add(ran.evidence());
            if (ran.timedOut()) {
                throw new CommandTimedOut("python3", ran);
            }
            return parsed(ran.output());
        } finally {
            Files.deleteIfExists(list);
            Files.deleteIfExists(script);
        }
    }

    private static Map<String, PythonFile> parsed(Path output) throws IOException {
        var parsed = new HashMap<String, PythonFile>();
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file(line).ifPresent(file -> parsed.put(file.path(), file));
            }
        }
        return parsed;
    }

    /** Warnings of the parser come between the lines. */
    private static Optional<PythonFile> file(String line) {
        try {
            return line.startsWith("{\"path\"")
                    ? Optional.of(Json.convert(Json.tree(line), PythonFile.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String script() throws IOException {
        try (InputStream in = PythonDocs.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException("the program lacks its resource " + SCRIPT + "; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What could be parsed, by path. */
    Map<String, PythonFile> files() {
        var sound = new TreeMap<String, PythonFile>();
        read.ifPresent(reading -> reading.values().forEach((path, file) -> {
            if (file.error().isEmpty()) {
                sound.put(path, file);
            }
        }));
        return sound;
    }

    /** A sentence for the summary on what is missing; empty for nothing. */
    String remarks() {
        if (notRead > 0) {
            return " Not looked at: " + notRead + " Python files, since python3 is not installed.";
        }
        List<String> wrong = read.map(reading -> reading.values().values().stream()
                        .filter(file -> !file.error().isEmpty())
                        .map(file -> file.path() + ": " + Shortened.of(file.error(), 100))
                        .toList())
                .orElse(List.of());
        return wrong.isEmpty() ? "" : " Python could not parse " + wrong.size() + ", such as " + wrong.getFirst() + ".";
    }
}
