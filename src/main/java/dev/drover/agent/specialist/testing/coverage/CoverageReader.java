package dev.drover.agent.specialist.testing.coverage;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Reads coverage reports of one workspace, in whichever of the known forms each is, and adds them up. Confined to one
 * thread.
 */
public final class CoverageReader {
    private static final int MAX_BYTES = 128 << 20;
    private static final int MAX_FILES = 100_000;
    private static final Pattern NAME = Pattern.compile(
            "(?i)jacoco[\\w.-]*\\.xml|(?:[\\w-]+-)?coverage[\\w.-]*\\.xml|cobertura[\\w.-]*\\.xml|lcov\\.info|.+\\.lcov|[\\w-]*coverage[\\w-]*\\.info");

    /** How tests of Node are called: as its own runner and Jest know them, by their names or by their folders'. */
    private static final Pattern NODE_TEST = Pattern.compile(
            "(?:.*/)?(?:(?:tests?|__tests__|spec|__mocks__)/.*|(?:.*[._-](?:test|spec)|test|test-[^/]*))\\.[cm]?[jt]sx?");

    /** What package managers of Node have put there; yarn's loader alone has thousands of lines. */
    private static final Pattern NODE_INSTALLED =
            Pattern.compile("(?:.*/)?(?:\\.pnp\\.[^/]*|(?:node_modules|\\.yarn)/.*)");

    private final Path workspace;
    private final Set<String> tests = new TreeSet<>();
    private final Map<String, FileCoverage> files = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    public CoverageReader(Path workspace) {
        this.workspace = workspace;
    }

    /** Whether tools write coverage reports under such a name. */
    public static boolean isReport(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Adds a report; one that cannot be understood is a problem of the result.
     *
     * @param folder the project's, which the report's names may be relative to
     */
    public void add(Path report, Path folder) {
        try {
            byte[] bytes = SafeFiles.read(report, MAX_BYTES)
                    .orElseThrow(() -> new IOException("it is not a regular file of at most " + MAX_BYTES + " bytes"));
            var sink = new Sink(this, report, folder);
            String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
            if (start.stripLeading().startsWith("<") || start.startsWith("\uFEFF")) {
                CoverageXml.read(bytes, sink);
            } else if (start.startsWith("mode: ")) {
                GoProfile.read(new String(bytes, StandardCharsets.UTF_8), sink);
            } else {
                Lcov.read(new String(bytes, StandardCharsets.UTF_8), sink);
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            String why = Shortened.of(String.valueOf(e.getMessage()), 300).replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ");
            problems.add("the coverage report " + report + " cannot be understood: " + why);
        }
    }

    /** All that was added. */
    public Coverage coverage() {
        return new Coverage(
                files.values().stream().filter(file -> file.lines() > 0).toList(), tests.size(), problems);
    }

    /** The file if it is one of the workspace. */
    Optional<FileCoverage> known(String name, List<Path> folders) {
        return own(name, folders).flatMap(own -> file(name, folders));
    }

    private Optional<String> own(String name, List<Path> folders) {
        return folders.stream()
                .map(folder -> relative(folder, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Empty for a file with tests of Node, which is counted as one, and for what is not the project's own. */
    Optional<FileCoverage> fileUnderTest(String name, List<Path> folders) {
        Optional<String> own = own(name, folders);
        if (own.filter(file -> NODE_INSTALLED.matcher(file).matches()).isPresent()) {
            return Optional.empty();
        }
        Optional<String> test = own.filter(file -> NODE_TEST.matcher(file).matches());
        if (test.isEmpty()) {
            return file(name, folders);
        }
        if (tests.size() < MAX_FILES) {
            tests.add(test.get());
        }
        return Optional.empty();
    }

    Optional<FileCoverage> file(String name, List<Path> folders) {
        Optional<String> own = own(name, folders);
        String key = Shortened.of(own.orElse(name), 500);
        if (files.size() >= MAX_FILES && !files.containsKey(key)) {
            return Optional.empty();
        }
        return Optional.of(files.computeIfAbsent(key, k -> new FileCoverage(k, own.isPresent())));
    }

    private Optional<String> relative(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(workspace) && SafeFiles.isRegular(file)
                    ? Optional.of(workspace.relativize(file).toString())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
