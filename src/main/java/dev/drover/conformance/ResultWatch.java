package dev.drover.conformance;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.SmallFile;
import dev.drover.message.MessageReader;
import dev.drover.message.Reading;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads results on sight, and hears of every file that is written to under its final name: the kernel tells of a rename
 * as one event, and of writing as another. Safe for use by any thread.
 */
final class ResultWatch implements AutoCloseable {
    private static final int MAX_BYTES = 4 << 20;

    private final Path folder;
    private final WatchService watch;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    private ResultWatch(Path folder, WatchService watch) {
        this.folder = folder;
        this.watch = watch;
    }

    static ResultWatch start(Path folder) throws IOException {
        WatchService watch = folder.getFileSystem().newWatchService();
        folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY);
        ResultWatch results = new ResultWatch(folder, watch);
        Thread.ofPlatform().name("result-watch").daemon().start(results::look);
        return results;
    }

    /** What was seen that should not be. */
    List<String> faults() {
        return faults.stream().distinct().limit(3).toList();
    }

    private void look() {
        try {
            while (true) {
                WatchKey key = watch.take();
                key.pollEvents().forEach(this::see);
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Nobody wants to know any more.
            return;
        }
    }

    private void see(WatchEvent<?> event) {
        if (!(event.context() instanceof Path name) || name.toString().startsWith(".")) {
            return;
        }
        if (event.kind().equals(ENTRY_MODIFY)) {
            faults.add(name + " was written to when it had its name already");
        } else if (AttemptFile.of(name).isEmpty()) {
            faults.add(name + " appeared, which is no result's name and does not begin with a dot");
        } else {
            read(name);
        }
    }

    private void read(Path name) {
        try {
            if (MessageReader.read(
                            SmallFile.read(folder.resolve(name), MAX_BYTES).orElse(new byte[0]))
                    instanceof Reading.Incomplete incomplete) {
                faults.add(name + " was incomplete when it appeared: " + incomplete.reason());
            }
        } catch (NoSuchFileException e) {
            faults.add(name + " appeared and was gone again");
        } catch (IOException e) {
            faults.add(name + " could not be read: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
