package dev.drover.agent.specialist.documentation.api;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Universal Ctags as it is installed. It reads no options from the workspace, since a project could have it write files
 * by them.
 */
final class Ctags {
    private static final int MAX_LINE = 20_000;

    private final Assignment assignment;
    private final String version;

    private Ctags(Assignment assignment, String version) {
        this.assignment = assignment;
        this.version = version;
    }

    /** Empty when there is none, or one that cannot print JSON. */
    static Optional<Ctags> installed(Assignment assignment) throws IOException, InterruptedException {
        if (!assignment.shell().has("ctags")) {
            return Optional.empty();
        }
        Ran ran = run(assignment, List.of("ctags", "--options=NONE", "--version"));
        String said = SafeFiles.outputTail(ran.output(), 64 << 10);
        boolean fits = said.contains("Universal Ctags") && said.contains("+json");
        return fits
                ? Optional.of(new Ctags(
                        assignment,
                        said.lines()
                                .filter(line -> line.startsWith("Universal"))
                                .findFirst()
                                .orElse("")))
                : Optional.empty();
    }

    String version() {
        return version;
    }

    /** What the files offer; the command that read them is added to the evidence. */
    Map<String, ApiFile> read(List<String> files, List<Evidence> evidence) throws IOException, InterruptedException {
        Path list = assignment.artifacts().resolve("." + assignment.packet().packetId() + ".files");
        try {
            // Behind ./ no name is read as an option; one with a line feed in it cannot be named in a list.
            Files.writeString(
                    list,
                    files.stream()
                            .filter(file -> file.indexOf('\n') < 0)
                            .map(file -> "./" + file + "\n")
                            .collect(Collectors.joining()));
            Ran ran = run(
                    assignment,
                    List.of(
                            "ctags",
                            "--options=NONE",
                            "--quiet=yes",
                            "--output-format=json",
                            "--fields=*",
                            "--sort=no",
                            "--links=no",
                            "--map-C++=+.h",
                            "--kinds-C++=+p",
                            "--languages="
                                    + Stream.of(TagLanguage.values())
                                            .map(language -> language.title)
                                            .collect(Collectors.joining(",")),
                            "-f",
                            "-",
                            "-L",
                            list.toString()));
            evidence.add(ran.evidence());
            if (ran.exitCode() != 0) {
                throw new IOException("ctags ended with exit code " + ran.exitCode() + ": "
                        + SafeFiles.lastLines(SafeFiles.outputTail(ran.output(), 4096), 2));
            }
            return files(files, tags(ran.output()));
        } finally {
            Files.deleteIfExists(list);
        }
    }

    private static Map<String, ApiFile> files(List<String> files, Map<String, List<Tag>> tags) {
        var read = new HashMap<String, ApiFile>();
        for (String file : files) {
            TagLanguage.of(file)
                    .ifPresent(language ->
                            read.put(file, TaggedFile.of(file, language, tags.getOrDefault("./" + file, List.of()))));
        }
        return read;
    }

    private static Map<String, List<Tag>> tags(Path output) throws IOException {
        var tags = new HashMap<String, List<Tag>>();
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{") && line.length() < MAX_LINE) {
                    tag(line).ifPresent(tag -> tags.computeIfAbsent(tag.path(), path -> new ArrayList<>())
                            .add(tag));
                }
            }
        }
        return tags;
    }

    /** A line that a warning has run into is no tag. */
    private static Optional<Tag> tag(String line) {
        try {
            return Tag.of(Json.tree(line));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Ran run(Assignment assignment, List<String> command) throws IOException, InterruptedException {
        Ran ran = assignment.shell().run(command, assignment.workspace(), Map.of());
        if (ran.timedOut()) {
            throw new CommandTimedOut(command.getFirst(), ran);
        }
        return ran;
    }
}
