package dev.drover.master.core;

import java.util.List;
import java.util.Map;

/** All of a {@link State} at one moment, as a snapshot keeps it. {@link #VERSION} changes whenever the fold does. */
public record StateImage(
        List<RunImage> open,
        Map<String, State.Seen> seen,
        Map<String, String> unfiled,
        Rules rules,
        boolean paused,
        boolean draining) {
    /** Of the fold: a snapshot of another one is not read, and the journal is replayed. */
    public static final int VERSION = 1;

    public StateImage {
        open = List.copyOf(open);
        seen = Map.copyOf(seen);
        unfiled = Map.copyOf(unfiled);
    }
}
