package dev.drover.master.core;

import dev.drover.message.DroverException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests whose result is not published yet, each from its acceptance on; in the order of their opening. */
final class OpenRequests {
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, Event.RequestAccepted> unplanned = new HashMap<>();

    Collection<Run> all() {
        return Collections.unmodifiableCollection(runs.values());
    }

    boolean contains(String requestId) {
        return runs.containsKey(requestId);
    }

    Optional<Run> run(String requestId) {
        return Optional.ofNullable(runs.get(requestId));
    }

    Run need(String requestId) {
        return run(requestId)
                .orElseThrow(() -> new DroverException(
                        "the journal speaks of request '" + requestId + "', which is not open",
                        false,
                        Map.of("request_id", requestId)));
    }

    void accepted(Event.RequestAccepted e) {
        unplanned.put(e.requestId(), e);
    }

    void planned(Event.RequestPlanned e, Instant at) {
        Event.RequestAccepted accepted = unplanned.remove(e.requestId());
        if (accepted == null) {
            throw new DroverException("request '" + e.requestId() + "' was planned before it was accepted");
        }
        open(new Run(accepted, e, at, 1));
    }

    void open(Run run) {
        runs.put(run.id(), run);
    }

    void published(String requestId) {
        runs.remove(requestId);
    }

    /** To be taken between batches, when no request is accepted and not yet planned. */
    List<RunImage> images() {
        if (!unplanned.isEmpty()) {
            throw new IllegalStateException("a request is accepted and not yet planned");
        }
        return runs.values().stream().map(Run::image).toList();
    }
}
