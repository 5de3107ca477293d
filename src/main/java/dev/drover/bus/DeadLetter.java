package dev.drover.bus;

import dev.drover.message.DroverException;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** What could not be accepted or finished, under its own name, beside it the reason. Safe for use by any thread. */
public final class DeadLetter {
    private static final String REASON = ".reason.json";
    private static final int MAX_SUFFIX = 10_000;
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_REASON_BYTES = 1024 * 1024;

    /** A name up to here leaves room for the reason's ending and for the name under which the reason is written. */
    private static final int MAX_STEM_BYTES = 200;

    private final Home home;

    public DeadLetter(Home home) {
        this.home = home;
    }

    /**
     * Why it lies there.
     *
     * @param from where it was, relative to the home
     * @param requeueTo the folder that {@code drover deadletter requeue} puts it back into; empty for a packet, which
     *     comes back by a retry of its request
     */
    public record Reason(
            String file, String from, String requeueTo, Instant at, String code, String message, String whatNow) {
        /** What a file on disk leaves out is absent however the fields are declared, and a path may be none. */
        public Reason {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(Path.of(requeueTo), "requeue_to");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(whatNow, "what_now");
        }
    }

    /** One dead letter. The reason is missing when its file was lost or tampered with. */
    public record Entry(Path file, Optional<Reason> reason) {}

    /** Moves a file there. Returns its new place; empty when there is nothing to move any more. */
    public synchronized Optional<Path> put(Path source, Path name, Optional<Path> requeueTo, Failure why, Instant at)
            throws IOException {
        if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path target = free(name);
        Reason reason = new Reason(
                dev.drover.message.Ids.printable(name.toString()),
                home.name(source),
                requeueTo.map(home::name).orElse(""),
                at,
                why.code(),
                why.message(),
                (requeueTo.isPresent()
                                ? "Correct the file and run: drover deadletter requeue '" + target.getFileName()
                                        + "', or remove"
                                : "Remove")
                        + " it with: drover deadletter purge '" + target.getFileName() + "'");
        DurableFiles.publish(reasonOf(target), Json.prettyBytes(reason));
        try {
            Files.move(source, target);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(reasonOf(target));
            return Optional.empty();
        }
        DurableFiles.syncFolder(home.deadLetter());
        return Optional.of(target);
    }

    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : Folders.list(home.deadLetter())) {
            if (!file.toString().endsWith(REASON)) {
                entries.add(new Entry(file, reason(file)));
            }
        }
        entries.sort(Comparator.comparing(e -> e.file().getFileName()));
        return entries;
    }

    /** Puts it back where it came from, under a free name. Returns its new place. */
    public synchronized Path requeue(Entry entry) throws IOException {
        if (entry.reason().filter(reason -> reason.requeueTo().isEmpty()).isPresent()) {
            throw new DroverException(entry.file().getFileName()
                    + " is a packet, which is not put back by itself; run: drover retry and the id of its request");
        }
        Path folder = entry.reason()
                .map(reason -> home.root().resolve(reason.requeueTo()).normalize())
                .filter(f -> f.startsWith(home.inbox()) || f.startsWith(home.control()))
                .filter(Files::isDirectory)
                .orElse(home.inbox());
        Path name = entry.file().getFileName();
        Path target = folder.resolve(name);
        for (int n = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
            target = folder.resolve(suffixed(name, n));
        }
        DurableFiles.moveToFree(entry.file(), target);
        DurableFiles.syncFolder(folder);
        Files.deleteIfExists(reasonOf(entry.file()));
        return target;
    }

    /** Removes it for good. */
    public synchronized void purge(Entry entry) throws IOException {
        if (Files.isDirectory(entry.file(), LinkOption.NOFOLLOW_LINKS)) {
            removeFolder(entry.file());
        } else {
            Files.deleteIfExists(entry.file());
        }
        Files.deleteIfExists(reasonOf(entry.file()));
    }

    private static void removeFolder(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Path free(Path name) throws IOException {
        Path target = home.deadLetter().resolve(name);
        for (int n = 1; n < MAX_SUFFIX; n++) {
            // A name like that of a reason would be taken for one.
            boolean free = !target.toString().endsWith(REASON)
                    && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    && !Files.exists(reasonOf(target));
            if (free) {
                return target;
            }
            target = home.deadLetter().resolve(suffixed(name, n));
        }
        throw new FileAlreadyExistsException(target + ": " + MAX_SUFFIX + " dead letters have that name; purge some");
    }

    private static Path suffixed(Path name, int n) {
        String text = name.toString();
        int dot = text.endsWith(".json") ? text.length() - 5 : text.length();
        String ending = "-" + n + text.substring(dot);
        return Path.of(cut(text.substring(0, dot), MAX_NAME_BYTES - ending.length()) + ending);
    }

    private static Path reasonOf(Path file) {
        String name = file.getFileName().toString();
        boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= MAX_STEM_BYTES;
        // A long name is cut, and its hash tells it from others that begin alike.
        String stem = fits
                ? name
                : cut(name, MAX_STEM_BYTES - 9) + "-" + Sha256.of(name).substring(0, 8);
        return file.resolveSibling(stem + REASON);
    }

    /** The beginning of the text that fits into so many bytes of UTF-8. */
    private static String cut(String text, int maxBytes) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static Optional<Reason> reason(Path file) {
        try {
            Path reason = reasonOf(file);
            return Files.isRegularFile(reason, LinkOption.NOFOLLOW_LINKS)
                    ? SmallFile.read(reason, MAX_REASON_BYTES)
                            .flatMap(bytes -> Optional.ofNullable(Json.read(bytes, Reason.class)))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
