package dev.drover.master.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All of a {@link Run} at one moment. */
public record RunImage(
        Event.RequestAccepted accepted,
        Event.RequestPlanned plan,
        Instant acceptedAt,
        int round,
        boolean filed,
        Optional<String> cancelReason,
        Optional<Run.Finish> finish,
        List<Task> tasks) {
    public RunImage {
        tasks = List.copyOf(tasks);
    }
}
