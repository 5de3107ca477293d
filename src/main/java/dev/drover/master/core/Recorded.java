package dev.drover.master.core;

import java.time.Instant;

/**
 * An event with its place in the journal.
 *
 * @param at when the input that led to it came in
 * @param hash the journal's chain hash at this event
 */
public record Recorded(long seq, Instant at, String hash, Event event) {}
