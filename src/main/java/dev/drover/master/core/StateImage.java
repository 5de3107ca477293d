package dev.drover.master.core;

import dev.drover.message.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/** All of a {@link State} at one moment, as a snapshot keeps it. {@link #VERSION} changes whenever the fold does. */
public record StateImage(
        List<RunImage> open,

        @JsonSerialize(using = SeenJson.Writer.class) @JsonDeserialize(using = SeenJson.Reader.class)
        Map<String, State.Seen> seen,

        Map<String, State.Ending> ending,
        Map<String, String> unfiled,
        Set<String> forgotten,
        Map<String, Optional<Failure>> controls,
        Rules rules,
        boolean paused,
        boolean draining) {
    /** Of the fold: a snapshot of another one is not read, and the journal is replayed. */
    public static final int VERSION = 3;

    public StateImage {
        open = List.copyOf(open);
        seen = Map.copyOf(seen);
        ending = Map.copyOf(ending);
        unfiled = Map.copyOf(unfiled);
        forgotten = Set.copyOf(forgotten);
        controls = Map.copyOf(controls);
    }
}
