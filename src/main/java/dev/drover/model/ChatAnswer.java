package dev.drover.model;

/**
 * What a model answered.
 *
 * @param cutOff whether the answer ended because it had as many tokens as it may have, and not by itself
 */
public record ChatAnswer(String text, boolean cutOff, Usage usage) {}
