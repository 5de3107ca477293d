package dev.drover.master;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the journal go on in a new file whenever the written one is full. Confined to the master's thread. */
final class Rotation {
    private static final Logger log = LoggerFactory.getLogger(Rotation.class);

    private final Journal journal;
    private final LongSupplier rotateBytes;
    private long again;

    Rotation(Journal journal, LongSupplier rotateBytes) {
        this.journal = journal;
        this.rotateBytes = rotateBytes;
    }

    /**
     * To be called between batches. When there can be no new file, the journal goes on in the full one for a while.
     *
     * @return whether a new file was begun
     */
    boolean turn() {
        if (journal.size() < Math.max(rotateBytes.getAsLong(), again)) {
            return false;
        }
        try {
            journal.rotate();
            again = 0;
            return true;
        } catch (IOException e) {
            log.warn("the journal cannot go on in a new file ({}); it goes on in the old one", e.toString());
            again = journal.size() + rotateBytes.getAsLong() / 8;
            return false;
        }
    }
}
