package dev.drover.master;

import dev.drover.audit.ChainLine;
import dev.drover.audit.ChainedLog;
import dev.drover.master.core.Core;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** The master's write-ahead journal: events to lines of the chained log and back. Confined to the master's thread. */
public final class Journal implements Core.Sequencer, AutoCloseable {
    private final ChainedLog log;

    private Journal(ChainedLog log) {
        this.log = log;
    }

    /** Opens the journal for writing and tells {@code replay} what it says. */
    static Journal open(Path file, Consumer<Recorded> replay) throws IOException {
        return new Journal(ChainedLog.open(file, line -> replay.accept(recorded(line))));
    }

    /** The event of a line. Batch ends are the log's own and come to no one else. */
    public static Recorded recorded(ChainLine line) {
        return new Recorded(line.seq(), line.at(), line.hash(), Json.mapper().readValue(line.text(), Event.class));
    }

    @Override
    public Recorded record(Instant at, Event event) {
        ChainLine line = log.add(at, Json.mapper().writerFor(Event.class).writeValueAsString(event));
        return new Recorded(line.seq(), line.at(), line.hash(), event);
    }

    void write(Instant at) throws IOException {
        log.write(at);
    }

    void sync() {
        log.sync();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
