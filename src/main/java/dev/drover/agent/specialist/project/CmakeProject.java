package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project with a {@code CMakeLists.txt}.
 *
 * @param tests whether it lets CTest run tests
 */
public record CmakeProject(Optional<String> name, boolean tests) implements BuildSystem {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern NAME =
            Pattern.compile("(?im)^\\s{0,40}project\\s{0,9}\\(\\s{0,9}\"?([A-Za-z0-9_.+-]{1,200})");
    private static final Pattern TESTS =
            Pattern.compile("(?im)^\\s{0,40}(?:enable_testing\\s{0,9}\\(|include\\s{0,9}\\(\\s{0,9}CTest\\s{0,9}\\))");

    static Optional<CmakeProject> read(Path root) throws IOException {
        return SafeFiles.readText(root.resolve("CMakeLists.txt"), MAX_BYTES)
                .map(text -> new CmakeProject(
                        Stream.of(NAME.matcher(text))
                                .filter(Matcher::find)
                                .map(m -> m.group(1))
                                .findFirst(),
                        TESTS.matcher(text).find()));
    }

    @Override
    public String title() {
        return "CMake";
    }

    @Override
    public String buildFile() {
        return "CMakeLists.txt";
    }

    @Override
    public Optional<String> description() {
        return Optional.empty();
    }

    @Override
    public List<String> buildCommands() {
        return List.of("cmake -S . -B build", "cmake --build build");
    }

    @Override
    public List<String> testCommands() {
        return tests ? List.of("ctest --test-dir build --output-on-failure") : List.of();
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return List.of();
    }
}
