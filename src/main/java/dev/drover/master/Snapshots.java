package dev.drover.master;

import dev.drover.audit.Head;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.SmallFile;
import dev.drover.message.Json;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the folds had made of the journal up to some line of it, in files named by that line's number. */
final class Snapshots {
    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    /** The newest may not be in the journal yet when the daemon ends; then the one before it serves. */
    private static final int KEPT = 2;

    private static final int MAX_BYTES = 256 * 1024 * 1024;

    private final Path folder;

    Snapshots(Path folder) {
        this.folder = folder;
    }

    /** One fold's part. */
    record Part(int version, JsonNode image) {}

    /** What is read. */
    record Content(long line, String hash, Map<String, Part> folds) {
        Content {
            Objects.requireNonNull(hash, "hash");
            folds = Map.copyOf(folds);
        }

        Head head() {
            return new Head(line, hash);
        }
    }

    /** One fold's part, to be written. */
    record Image(int version, Object image) {}

    private record Written(long line, String hash, Map<String, Image> folds) {}

    /** A snapshot on disk, which is believed when the journal names it. */
    record Stored(Path file, String sha256, Content content) {}

    /** What a file holds, as far as it can be read; it may be changed, or no snapshot at all. */
    static Optional<Stored> read(Path file) {
        try {
            Optional<Stored> stored = SmallFile.read(file, MAX_BYTES)
                    .flatMap(bytes -> Optional.ofNullable(Json.read(bytes, Content.class))
                            .map(content -> new Stored(file, Sha256.of(bytes), content)));
            if (stored.isEmpty()) {
                log.warn("{} is no snapshot, or larger than any that is read; it is passed over", file);
            }
            return stored;
        } catch (IOException | JacksonException e) {
            log.warn("{} cannot be read ({}); it is passed over", file, e.toString());
            return Optional.empty();
        }
    }

    /** The files that may hold one, the newest first. */
    List<Path> files() throws IOException {
        return Folders.list(folder).stream()
                .filter(file -> file.getFileName().toString().matches("[0-9]{12,18}\\.json"))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * Writes one, and removes those that are not needed any more.
     *
     * @return the SHA-256 of the file, for the journal
     */
    String write(Head head, Map<String, Image> folds) throws IOException {
        Files.createDirectories(folder);
        byte[] bytes = Json.bytes(new Written(head.seq(), head.hash(), folds));
        DurableFiles.publish(folder.resolve("%012d.json".formatted(head.seq())), bytes);
        for (Path old : files().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
        return Sha256.of(bytes);
    }
}
