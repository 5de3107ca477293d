package dev.drover.master.core;

/**
 * The settings that decisions depend on. They reach the core as an event, so that a replay decides as the daemon did.
 *
 * @param maxOutstandingPerType packets of one agent type that may be queued or claimed at once
 * @param taskTimeoutSeconds time for one attempt at a task that names none
 * @param retryAttempts repetitions of a failed task that names none
 * @param retryBackoffMillis wait before the first repetition; doubles with each, up to a minute
 */
public record Rules(int maxOutstandingPerType, int taskTimeoutSeconds, int retryAttempts, long retryBackoffMillis) {
    public static final Rules DEFAULT = new Rules(20, 600, 3, 1000);
}
