package dev.drover.cli.view;

import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.TakenIn;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Priority;
import dev.drover.message.Request;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits before it is taken in. */
public final class InboxView {
    private static final int MOST_OPENED = 2000;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private InboxView() {}

    /**
     * A request that waits in the inbox.
     *
     * @param lane empty when it lies beside the lanes
     * @param before how many of its lane are older
     * @param complete whether it is one whole JSON object
     */
    public record Waiting(Path file, Optional<Priority> lane, int before, boolean complete, FileTime since) {}

    /** How many files wait, by lane, and beside the lanes as {@code unsorted}. */
    public static Map<String, Integer> counts(Home home) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Priority lane : Priority.values()) {
            counts.put(lane.wire(), count(home.lane(lane)));
        }
        counts.put("unsorted", count(home.inbox()));
        return counts;
    }

    private static int count(Path folder) throws IOException {
        int n = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Folders::isMessage)) {
            for (Path ignored : entries) {
                n++;
            }
        } catch (NoSuchFileException e) {
            return 0;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return n;
    }

    /** Looks for a request that was not taken in yet, by its file's name first and then by what files say. */
    public static Optional<Waiting> find(Home home, String requestId) throws IOException {
        for (boolean open : List.of(false, true)) {
            for (Priority lane : Priority.values()) {
                Optional<Path> file = find(Folders.list(home.lane(lane)), requestId, open);
                if (file.isPresent()) {
                    return Optional.of(waiting(home, file.get(), Optional.of(lane)));
                }
            }
            Optional<Path> file = find(Folders.list(home.inbox()), requestId, open);
            if (file.isPresent()) {
                return Optional.of(waiting(home, file.get(), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** A request that was taken out of the inbox and is not in the journal yet, by its id or by the name of its file. */
    public static Optional<TakenIn> takenIn(Home home, String requestId) throws IOException {
        return TakenIn.list(home).stream()
                .filter(taken -> taken.requestId().equals(requestId)
                        || isNamed(taken.name().name(), requestId))
                .findFirst();
    }

    private static Optional<Path> find(List<Path> files, String requestId, boolean open) {
        int opened = 0;
        for (Path file : files) {
            if (!Folders.isMessage(file)) {
                continue;
            }
            boolean found = open
                    ? opened++ < MOST_OPENED && says(file, requestId)
                    : isNamed(file.getFileName().toString(), requestId);
            if (found) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(String fileName, String requestId) {
        return fileName.equals(requestId + ".json") || fileName.startsWith(requestId + ".");
    }

    private static boolean says(Path file, String requestId) {
        return request(file)
                .filter(parsed -> parsed instanceof Parsed.Valid<Request> valid
                        && valid.value().requestId().filter(requestId::equals).isPresent())
                .isPresent();
    }

    private static Optional<Parsed<Request>> request(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES
                    ? Optional.of(Messages.request(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Waiting waiting(Home home, Path file, Optional<Priority> lane) throws IOException {
        FileTime since = since(file);
        int before = 0;
        for (Path other : lane.isPresent() ? Folders.list(home.lane(lane.get())) : new ArrayList<Path>()) {
            before += Folders.isMessage(other) && since(other).compareTo(since) < 0 ? 1 : 0;
        }
        boolean complete = request(file)
                .filter(p -> !(p instanceof Parsed.Incomplete<Request>))
                .isPresent();
        return new Waiting(file, lane, before, complete, since);
    }

    private static FileTime since(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(Long.MAX_VALUE);
        }
    }
}
