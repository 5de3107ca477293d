package dev.drover.model;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connect for the connection
 * @param firstWord from the request to the first word; a large model is loaded in this time
 * @param total for the whole answer
 */
public record TimeLimits(Duration connect, Duration firstWord, Duration total) {}
