package dev.drover.master;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.bus.FolderWatch;
import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch on the home's folders, kept up whatever becomes of them: folders that someone removed are made again and
 * watched anew, and where the system allows no watch, that is told once and tried again. Safe for use by any thread.
 */
final class KeptWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptWatch.class);

    private final Home home;
    private final Consumer<Path> onChange;
    private final Runnable onOverflow;
    private final Consumer<Event> report;

    @GuardedBy("this")
    private Optional<FolderWatch> watch = Optional.empty();

    @GuardedBy("this")
    private Map<Path, String> watched = Map.of();

    @GuardedBy("this")
    private boolean troubled;

    @GuardedBy("this")
    private boolean closed;

    KeptWatch(Home home, Consumer<Path> onChange, Runnable onOverflow, Consumer<Event> report) {
        this.home = home;
        this.onChange = onChange;
        this.onOverflow = onOverflow;
        this.report = report;
    }

    /** Sees to it that the folders are there and watched. What was dropped before this returns may not be told. */
    synchronized void keep() {
        if (closed) {
            return;
        }
        try {
            home.createFolders();
            Map<Path, String> now = keys();
            if (watch.isEmpty() || !now.equals(watched)) {
                end();
                watch = Optional.of(FolderWatch.start(
                        "bus-watch",
                        List.of(home.inbox(), home.control(), home.results(), home.claimed()),
                        onChange,
                        onOverflow));
                watched = now;
            }
            if (troubled) {
                troubled = false;
                report.accept(new Event.Trouble("watch", "the folders of the bus are watched again"));
            }
        } catch (IOException | RuntimeException e) {
            if (!troubled) {
                troubled = true;
                log.warn("the folders of the bus cannot be watched", e);
                report.accept(
                        new Event.Trouble(
                                "watch",
                                "the folders of the bus cannot be watched (" + e
                                        + "), so what is dropped is seen at the next look "
                                        + "around only (bus.rescan_seconds); drover doctor says what to do, and it is tried again"));
            }
        }
    }

    /**
     * What tells the folders from others that may get their names. Their numbers are soon used again, so the time of
     * birth counts too. Where a disk knows none, that of the last change is given for it: then the watch is begun anew
     * more often than it needs to be, which costs little.
     */
    private Map<Path, String> keys() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(home.inbox(), home.control(), home.results(), home.claimed()));
        for (Priority lane : Priority.values()) {
            folders.add(home.lane(lane));
        }
        Map<Path, String> keys = new HashMap<>();
        for (Path folder : folders) {
            BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            keys.put(folder, attributes.fileKey() + " " + attributes.creationTime());
        }
        return keys;
    }

    @GuardedBy("this")
    private void end() throws IOException {
        if (watch.isPresent()) {
            watch.get().close();
            watch = Optional.empty();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        end();
    }
}
