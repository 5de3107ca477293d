package dev.drover.audit;

/**
 * How far another log had come when this line was written.
 *
 * @param log the other log's name within the home, as in {@code master} or {@code agents/coding}
 */
public record Anchor(String log, long seq, String hash) {}
