package dev.drover.agent.specialist.review.engine;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Severity;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a review, as the engines are given them.
 *
 * @param contents the hash of each file's name and content, by name relative to the workspace
 * @param tree all files of the workspace, among them the configurations of linters
 */
public record Subjects(Assignment assignment, Map<String, String> contents, Set<String> tree, ContentCache cache) {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int MAX_MESSAGE = 500;

    /** What an engine said of one line. */
    record Said(String file, int line, String rule, Severity severity, String message) {}

    List<String> named(String... extensions) {
        Set<String> endings = Set.of(extensions);
        return contents.keySet().stream()
                .filter(name -> endings.contains(name.substring(name.lastIndexOf('.') + 1)))
                .toList();
    }

    /** A key that changes when any of the files or of the settings beside them does. */
    String key(String engine, List<String> files) {
        String all = files.stream().map(contents::get).collect(Collectors.joining("\n"));
        return ContentCache.key(
                engine.getBytes(StandardCharsets.UTF_8), all.getBytes(StandardCharsets.UTF_8), settings());
    }

    /** All files that linters read on the side; there are few, and a change of any may change what one says. */
    private byte[] settings() {
        return contents.entrySet().stream()
                .filter(file -> Settings.isOne(file.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What was said, with the text of the lines, by which it is known again; what is about other files is left out. */
    Map<String, List<Hit>> hits(List<Said> all) throws IOException {
        Map<String, List<Hit>> hits = new HashMap<>();
        Map<String, List<Said>> byFile =
                all.stream().filter(s -> contents.containsKey(s.file())).collect(Collectors.groupingBy(Said::file));
        for (Map.Entry<String, List<Said>> entry : byFile.entrySet()) {
            String name = entry.getKey();
            String text = SafeFiles.readText(assignment.workspace().resolve(name), MAX_FILE_BYTES)
                    .orElse("");
            var file = new SourceFile(name, text);
            var found = new ArrayList<Hit>();
            for (Said said : entry.getValue()) {
                found.add(new Hit(
                        said.rule(),
                        said.severity(),
                        Shortened.of(said.message(), MAX_MESSAGE),
                        Math.max(1, said.line()),
                        file.words(said.line())));
            }
            hits.put(name, found);
        }
        return hits;
    }
}
