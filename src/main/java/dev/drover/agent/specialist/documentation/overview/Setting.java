package dev.drover.agent.specialist.documentation.overview;

/**
 * A place where a program reads its environment.
 *
 * @param name of the variable
 * @param fallback what is taken when it is not set, as the source writes it; empty when that is not evident
 */
record Setting(String name, String fallback, int line) {}
