package dev.drover.master;

import dev.drover.audit.ChainLine;
import dev.drover.audit.ChainReader;
import dev.drover.audit.ChainedLog;
import dev.drover.audit.Head;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The master's write-ahead journal: events to lines of the chained log and back. Confined to the master's thread. */
public final class Journal implements Core.Sequencer, AutoCloseable {
    private static final Logger slf4j = LoggerFactory.getLogger(Journal.class);

    private final ChainedLog log;
    private final Snapshots snapshots;
    private final List<Fold> folds;
    private long endAtSnapshot;
    private long endAtNamedSnapshot;

    private Journal(ChainedLog log, Snapshots snapshots, List<Fold> folds, long endAtSnapshot) {
        this.log = log;
        this.snapshots = snapshots;
        this.folds = folds;
        this.endAtSnapshot = endAtSnapshot;
        this.endAtNamedSnapshot = endAtSnapshot;
    }

    /**
     * Opens the journal for writing and brings the folds to where it ends: from the newest snapshot that fits, or from
     * its first line.
     *
     * @param signed heads that the journal must hold, by line number
     */
    static Journal open(Path file, Path snapshotFolder, Map<Long, String> signed, List<Fold> folds) throws IOException {
        var snapshots = new Snapshots(snapshotFolder);
        for (Path candidate : snapshots.files()) {
            Optional<Snapshots.Stored> stored = Snapshots.read(candidate);
            Optional<ChainedLog> log =
                    stored.isEmpty() ? Optional.empty() : openAfter(file, stored.get(), signed, folds);
            if (log.isPresent()) {
                return new Journal(log.get(), snapshots, folds, log.get().end());
            }
        }
        var known = new ChainReader.Known(Optional.empty(), signed);
        ChainedLog log = ChainedLog.open(file, known, line -> {
            Recorded event = recorded(line);
            folds.forEach(fold -> fold.apply(event));
        });
        return new Journal(log, snapshots, folds, 0);
    }

    private static Optional<ChainedLog> openAfter(
            Path file, Snapshots.Stored stored, Map<Long, String> signed, List<Fold> folds) throws IOException {
        List<Runnable> restores = new ArrayList<>();
        List<Recorded> later = new ArrayList<>();
        ChainedLog log;
        try {
            for (Fold fold : folds) {
                Snapshots.StoredImage part = stored.folds().get(fold.name());
                if (part == null || part.version() != fold.version()) {
                    slf4j.info("{} was made by another version; another one is looked for", stored.file());
                    return Optional.empty();
                }
                restores.add(fold.restore(part.image()));
            }
            var known = new ChainReader.Known(Optional.of(stored.head()), signed);
            log = ChainedLog.open(file, known, line -> later.add(recorded(line)));
        } catch (DroverException e) {
            slf4j.warn("{} does not fit the journal ({}); another one is looked for", stored.file(), e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            slf4j.warn("{} cannot be used ({}); another one is looked for", stored.file(), e.toString());
            return Optional.empty();
        }
        if (later.stream().noneMatch(event -> names(event.event(), stored))) {
            log.close();
            slf4j.info("{} is not named by the journal; another one is looked for", stored.file());
            return Optional.empty();
        }
        // From here on the folds are no new ones, so nothing else can be tried.
        restores.forEach(Runnable::run);
        later.forEach(event -> folds.forEach(fold -> fold.apply(event)));
        return Optional.of(log);
    }

    private static boolean names(Event event, Snapshots.Stored stored) {
        return event instanceof Event.SnapshotTaken taken
                && taken.line() == stored.head().seq()
                && taken.sha256().equals(stored.sha256().join());
    }

    /**
     * The event of a line. Batch ends are the log's own and come to no one else.
     *
     * @throws DroverException when this version knows no such event
     */
    public static Recorded recorded(ChainLine line) {
        try {
            return new Recorded(
                    line.seq(), line.at(), line.hash(), Json.mapper().readValue(line.text(), Event.class));
        } catch (JacksonException e) {
            throw new DroverException(
                    "line " + line.seq()
                            + " of the journal verifies, but this version of Drover cannot read its event '"
                            + Json.tree(line.text()).path("event").asString("")
                            + "'; if a newer version has run here, start "
                            + "that one, and nothing is lost",
                    e);
        }
    }

    @Override
    public Recorded record(Instant at, Event event) {
        ChainLine line = log.add(at, Json.mapper().writerFor(Event.class).writeValueAsString(event));
        if (event instanceof Event.SnapshotTaken) {
            endAtNamedSnapshot = endAtSnapshot;
        }
        return new Recorded(line.seq(), line.at(), line.hash(), event);
    }

    void write(Instant at) throws IOException {
        KillPoint.reach("journal.write");
        log.write(at);
        KillPoint.reach("journal.written");
    }

    void sync() {
        log.sync();
        KillPoint.reach("journal.synced");
    }

    /** How much the file that is written holds, in bytes. */
    long size() {
        return log.size();
    }

    /** How much was written since the last snapshot that the journal names, in bytes; after a replay, all of it. */
    long sinceSnapshot() {
        return log.end() - endAtNamedSnapshot;
    }

    /** Goes on in a new file. To be called between batches. */
    void rotate() throws IOException {
        log.rotate();
    }

    /** What is to be written as a snapshot of now, between batches, and not before the last one is in the journal. */
    Pending snapshot() {
        Map<String, Snapshots.Image> images = new LinkedHashMap<>();
        folds.forEach(fold -> images.put(fold.name(), new Snapshots.Image(fold.version(), fold.image())));
        endAtSnapshot = log.end();
        return new Pending(snapshots, log.head(), images);
    }

    /** A snapshot that may be written by any thread. */
    record Pending(Snapshots snapshots, Head head, Map<String, Snapshots.Image> images) {
        /** Returns the event that makes it count. */
        Event write() throws IOException {
            String sha256 = snapshots.write(head, images);
            KillPoint.reach("snapshot.written");
            return new Event.SnapshotTaken(head.seq(), sha256);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
