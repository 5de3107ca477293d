package dev.drover.agent.specialist.testing.result;

/**
 * A line of a file.
 *
 * @param file relative to the workspace
 * @param line counted from 1
 */
public record Place(String file, int line) {}
