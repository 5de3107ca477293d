package dev.drover.master.core;

import dev.drover.message.Failure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the control messages of people have set for the whole home, and which of them were answered how. */
final class ControlState {
    private final Map<String, Optional<Failure>> answered = new LinkedHashMap<>();
    private boolean paused;
    private boolean draining;

    boolean isPaused() {
        return paused;
    }

    boolean isDraining() {
        return draining;
    }

    /** By file, with the reason of those that were refused. */
    Map<String, Optional<Failure>> answered() {
        return Collections.unmodifiableMap(answered);
    }

    void applied(Event.ControlApplied e) {
        answered.put(e.file(), Optional.empty());
        switch (e.control()) {
            case "*pause" -> paused = true;
            case "*resume" -> {
                paused = false;
                draining = false;
            }
            case "*drain" -> draining = true;
            default -> {}
        }
    }

    void refused(Event.ControlRefused e) {
        answered.put(e.file(), Optional.of(e.error()));
    }

    /** A drain ends with its daemon, and a daemon clears what earlier ones left before it writes anything. */
    void daemonStarted() {
        draining = false;
        answered.clear();
    }

    void restore(Map<String, Optional<Failure>> wasAnswered, boolean wasPaused, boolean wasDraining) {
        answered.putAll(wasAnswered);
        paused = wasPaused;
        draining = wasDraining;
    }
}
