package dev.drover.model;

import java.time.Duration;

/**
 * What an answer took.
 *
 * @param promptTokens tokens that were read; 0 where the server does not tell
 * @param answerTokens tokens that were written; 0 where the server does not tell
 * @param load for loading the model; zero where the server does not tell
 * @param firstWord from the request to the first word of the answer, measured here
 * @param total from the request to its end, measured here
 */
public record Usage(long promptTokens, long answerTokens, Duration load, Duration firstWord, Duration total) {}
