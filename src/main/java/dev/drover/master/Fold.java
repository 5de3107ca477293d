package dev.drover.master;

import dev.drover.master.core.Recorded;

/**
 * What is made of the journal, event by event, and kept in snapshots so that not all of it need be read at each start.
 * All calls come from one thread at a time.
 */
public interface Fold {
    String name();

    /** Changes whenever events are folded in another way. A snapshot of another version is not used. */
    int version();

    void apply(Recorded event);

    /** All of it now, as a value that does not change any more and that {@code Json} can write. */
    Object image();

    /**
     * Reads an image, changing nothing yet.
     *
     * @return puts it in the place of what is there
     * @throws RuntimeException when it is not one
     */
    Runnable restore(FoldImage image);
}
