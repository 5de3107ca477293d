package dev.drover.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The index of what waits in the inbox (rule 4): lane first, then oldest first. The files stay where they are until
 * there is room for them, so a hundred thousand waiting requests cost their names and nothing else. Safe for use by
 * any thread.
 */
public final class Backlog {
    /** A file waiting in a lane. */
    public record Waiting(Priority lane, Path file, FileTime since) {
        static final Comparator<Waiting> OLDEST =
                Comparator.comparing(Waiting::since).thenComparing(Waiting::file);
    }

    private final Home home;

    @GuardedBy("this")
    private final Map<Priority, NavigableSet<Waiting>> lanes = new EnumMap<>(Priority.class);

    @GuardedBy("this")
    private final Map<Path, Waiting> known = new HashMap<>();

    @GuardedBy("this")
    private final Set<Path> taken = new HashSet<>();

    public Backlog(Home home) {
        this.home = home;
        for (Priority lane : Priority.values()) {
            lanes.put(lane, new TreeSet<>(Waiting.OLDEST));
        }
    }

    /** Notes a file that was seen in a lane. Returns whether it was not known yet. */
    public boolean seen(Priority lane, Path file) throws IOException {
        if (!Folders.isMessage(file)) {
            return false;
        }
        synchronized (this) {
            if (known.containsKey(file) || taken.contains(file)) {
                return false;
            }
        }
        FileTime since = modified(file);
        if (since == null) {
            return false;
        }
        var waiting = new Waiting(lane, file, since);
        synchronized (this) {
            return known.putIfAbsent(file, waiting) == null && lanes(lane).add(waiting);
        }
    }

    /** Looks into all lanes for what no event told of. Returns whether there was any. */
    public boolean rescan() throws IOException {
        var found = new AtomicBoolean();
        for (Priority lane : Priority.values()) {
            Folders.each(home.lane(lane), file -> found.compareAndSet(false, seen(lane, file)));
        }
        return found.get();
    }

    /**
     * Takes the next one out of the index, of a lane that is let in. It does not come back until {@link #done} says
     * that nobody works on it.
     */
    public synchronized Optional<Waiting> next(Predicate<Priority> letIn) {
        for (Priority lane : Priority.values()) {
            Waiting first = letIn.test(lane) ? lanes(lane).pollFirst() : null;
            if (first != null) {
                known.remove(first.file());
                taken.add(first.file());
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /** Ends the work on a file; if it is still there, the next look finds it again. */
    public synchronized void done(Waiting waiting) {
        taken.remove(waiting.file());
    }

    public synchronized int size() {
        return known.size();
    }

    public synchronized boolean isEmpty() {
        return known.isEmpty();
    }

    @GuardedBy("this")
    private NavigableSet<Waiting> lanes(Priority lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    private static @org.jspecify.annotations.Nullable FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // Gone again, or not to be looked at; the periodic look comes back to it.
            return null;
        }
    }
}
