package dev.drover.master;

import dev.drover.audit.Head;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Folders;
import dev.drover.bus.SmallFile;
import dev.drover.message.Json;
import dev.drover.message.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the folds had made of the journal up to some line of it, in files named by that line's number. */
final class Snapshots {
    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    /** The newest may not be in the journal yet when the daemon ends; then the one before it serves. */
    private static final int KEPT = 2;

    /** What is made of it takes several times as much. */
    private static final int MAX_BYTES = (int) Math.min(Runtime.getRuntime().maxMemory() / 4, 256 * 1024 * 1024);

    private final Path folder;
    private final int maxBytes;

    Snapshots(Path folder) {
        this(folder, MAX_BYTES);
    }

    /** @param maxBytes how large one may be; a larger one would be read by no start */
    Snapshots(Path folder, int maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** One fold's part, to be written. */
    record Image(int version, Object image) {}

    /** The first line, which says what the others are: an image each. */
    private record Header(long line, String hash, List<Part> folds) {
        Header {
            Objects.requireNonNull(hash, "hash");
            folds = List.copyOf(folds);
        }
    }

    private record Part(String fold, int version) {}

    /** One fold's part, read. */
    record StoredImage(int version, FoldImage image) {}

    /**
     * A snapshot on disk, which is believed when the journal names it.
     *
     * @param sha256 of its file, found while the images are read
     */
    record Stored(Path file, CompletableFuture<String> sha256, Head head, Map<String, StoredImage> folds) {}

    /** What a file holds, as far as it can be read; it may be changed, or no snapshot at all. */
    static Optional<Stored> read(Path file) {
        try {
            Optional<Stored> stored = SmallFile.read(file, MAX_BYTES).map(bytes -> stored(file, bytes, lines(bytes)));
            if (stored.isEmpty()) {
                log.warn("{} is no file, or too large for the memory that there is; it is passed over", file);
            }
            return stored;
        } catch (IOException | RuntimeException e) {
            log.warn("{} cannot be read as a snapshot ({}); it is passed over", file, e.toString());
            return Optional.empty();
        }
    }

    private static Stored stored(Path file, byte[] bytes, List<FoldImage> lines) {
        Header header = lines.getFirst().as(Header.class);
        Map<String, StoredImage> folds = new HashMap<>();
        for (int i = 0; i < header.folds().size(); i++) {
            Part part = header.folds().get(i);
            folds.put(part.fold(), new StoredImage(part.version(), lines.get(i + 1)));
        }
        CompletableFuture<String> sha256 = CompletableFuture.supplyAsync(() -> Sha256.of(bytes));
        return new Stored(file, sha256, new Head(header.line(), header.hash()), folds);
    }

    private static List<FoldImage> lines(byte[] bytes) {
        List<FoldImage> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(new FoldImage(bytes, from, i - from));
                from = i + 1;
            }
        }
        return lines;
    }

    /** The files that may hold one, the newest first; none when the folder cannot be read, for none is needed. */
    List<Path> files() {
        List<Path> entries;
        try {
            entries = Folders.list(folder);
        } catch (IOException e) {
            log.warn("{} cannot be read ({}); all of the journal is", folder, e.toString());
            return List.of();
        }
        return entries.stream()
                .filter(file -> file.getFileName().toString().matches("[0-9]{12,18}\\.jsonl"))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * Writes one, and removes those that are not needed any more.
     *
     * @return the SHA-256 of the file, for the journal
     * @throws IOException when it cannot be written, or is too large to be read
     */
    String write(Head head, Map<String, Image> folds) throws IOException {
        Files.createDirectories(folder);
        List<Part> parts = folds.entrySet().stream()
                .map(fold -> new Part(fold.getKey(), fold.getValue().version()))
                .toList();
        var lines = new ByteArrayOutputStream();
        lines.writeBytes(Json.bytes(new Header(head.seq(), head.hash(), parts)));
        lines.write('\n');
        folds.values().forEach(fold -> {
            Json.write(fold.image(), lines);
            lines.write('\n');
        });
        if (lines.size() > maxBytes) {
            throw new IOException("it has " + lines.size() + " bytes, and a start reads " + maxBytes + " at most");
        }
        byte[] bytes = lines.toByteArray();
        DurableFiles.publish(folder.resolve("%012d.jsonl".formatted(head.seq())), bytes);
        for (Path old : files().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
        return Sha256.of(bytes);
    }
}
