package dev.drover.master.core;

import dev.drover.message.RequestStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ids that were ever accepted and are still remembered, so that a request that comes twice is known again; and
 * where the files of requests may still have to be moved or removed.
 */
final class SeenRequests {
    private final Map<String, State.Seen> seen = new HashMap<>();
    private final Map<String, String> unfiled = new HashMap<>();
    private final Set<String> forgotten = new LinkedHashSet<>();

    boolean isEmpty() {
        return seen.isEmpty();
    }

    Map<String, State.Seen> all() {
        return Collections.unmodifiableMap(seen);
    }

    Optional<State.Seen> of(String requestId) {
        return Optional.ofNullable(seen.get(requestId));
    }

    /** Request ids by the intake ULID of their files. */
    Map<String, String> unfiled() {
        return Collections.unmodifiableMap(unfiled);
    }

    Set<String> forgotten() {
        return Collections.unmodifiableSet(forgotten);
    }

    /** Whether it has ended and its files are where they belong. */
    boolean isOver(String requestId) {
        return of(requestId).flatMap(State.Seen::endedAt).isPresent() && !unfiled.containsValue(requestId);
    }

    /** When each request that has ended did so. */
    Map<String, Instant> ends() {
        Map<String, Instant> ends = new HashMap<>();
        seen.forEach((id, was) -> was.endedAt().ifPresent(at -> ends.put(id, at)));
        return ends;
    }

    void accepted(Event.RequestAccepted e) {
        unfiled.put(e.intake(), e.requestId());
        seen.put(e.requestId(), new State.Seen(e.digest(), Optional.empty(), 1, Optional.empty()));
    }

    void reopened(Event.RequestReopened e) {
        seen.put(e.requestId(), new State.Seen(e.accepted().digest(), Optional.empty(), e.round(), Optional.empty()));
    }

    void filed(String requestId) {
        unfiled.values().remove(requestId);
        // Its files came after those of an earlier request of that id had gone.
        forgotten.remove(requestId);
    }

    void ended(Run run, RequestStatus status, Instant at) {
        seen.put(run.id(), new State.Seen(run.accepted().digest(), Optional.of(status), run.round(), Optional.of(at)));
    }

    void forgotten(String requestId) {
        seen.remove(requestId);
        forgotten.add(requestId);
    }

    void removed(String requestId) {
        forgotten.remove(requestId);
    }

    void restore(Map<String, State.Seen> was, Map<String, String> wasUnfiled, Set<String> wasForgotten) {
        seen.putAll(was);
        unfiled.putAll(wasUnfiled);
        forgotten.addAll(wasForgotten);
    }
}
