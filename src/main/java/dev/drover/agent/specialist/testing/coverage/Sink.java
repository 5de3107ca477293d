package dev.drover.agent.specialist.testing.coverage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what stands in one report, and finds the files that it names. Confined to one thread. */
final class Sink {
    private final CoverageReader reader;
    private final Path report;
    private final List<Path> folders = new ArrayList<>();
    private Optional<FileCoverage> file = Optional.empty();

    Sink(CoverageReader reader, Path report, Path folder) {
        this.reader = reader;
        this.report = report;
        folders.add(folder);
    }

    /** A folder that names may be relative to, as the report says it. */
    void source(String path) {
        try {
            if (folders.size() < 100) {
                folders.add(folders.getFirst().resolve(path));
            }
        } catch (InvalidPathException e) {
            // Then names are not relative to it.
            return;
        }
    }

    /** What follows is about that file. */
    void file(String name) {
        file = reader.file(name, folders);
    }

    /** The same, unless it holds tests, which some tools measure along with what they test. */
    void fileUnderTest(String name) {
        file = reader.fileUnderTest(name, folders);
    }

    /** What follows is about a Java class's file, which lies in one of the source folders of the report's module. */
    void javaFile(String name) {
        var sources = new ArrayList<Path>();
        for (Path at = report.getParent(); at != null && at.startsWith(folders.getFirst()); at = at.getParent()) {
            for (String folder :
                    List.of("src/main/java", "src/main/kotlin", "src/main/scala", "src/main/groovy", "src")) {
                sources.add(at.resolve(folder));
            }
        }
        file = reader.file(name, sources);
    }

    /** What follows is about a file that is named by its import path, which begins with the module's. */
    void goFile(String name) {
        String rest = name;
        file = reader.file(rest, folders);
        while (file.filter(FileCoverage::known).isEmpty() && rest.contains("/")) {
            rest = rest.substring(rest.indexOf('/') + 1);
            Optional<FileCoverage> shorter = reader.known(rest, folders);
            file = shorter.isPresent() ? shorter : file;
        }
    }

    void line(int line, boolean run) {
        file.ifPresent(f -> f.line(line, run));
    }

    void branches(int line, int covered, int total) {
        file.ifPresent(f -> f.branches(line, covered, total));
    }

    static int number(String text) {
        try {
            return (int) Math.min(Integer.MAX_VALUE, Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
