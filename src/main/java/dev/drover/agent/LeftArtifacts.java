package dev.drover.agent;

import dev.drover.bus.Home;
import dev.drover.message.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a command left in the folder for artifacts, as far as it is a reasonable lot. */
final class LeftArtifacts {
    /** Most files that a task may leave. */
    static final int MOST_FILES = 1000;

    /** Most bytes that they may have together. */
    static final long MOST_BYTES = 1L << 30;

    private final Home home;
    private final List<Path> files = new ArrayList<>();
    private long bytes;

    LeftArtifacts(Home home, Path folder) throws IOException {
        this.home = home;
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(entry);
                    bytes += Files.size(entry);
                }
            }
        }
        files.sort(null);
    }

    /** Why they are not taken; nothing of them is removed. */
    Optional<String> tooMuch() {
        return files.size() <= MOST_FILES && bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of("the command left " + files.size() + " artifacts of " + bytes + " bytes, and "
                        + MOST_FILES
                        + " of " + MOST_BYTES + " bytes together are allowed; leave fewer, or an archive of them, in "
                        + "$DROVER_ARTIFACTS");
    }

    List<Artifact> all() {
        return files.stream()
                .map(f -> new Artifact(
                        f.getFileName().toString(),
                        home.name(f),
                        Optional.empty(),
                        Optional.of(f.toFile().length())))
                .toList();
    }
}
