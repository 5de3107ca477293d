package dev.drover.agent.specialist.documentation.api;

/**
 * A method, constructor, field or constant.
 *
 * @param about the first sentence of its documentation, as Markdown; empty when there is none
 * @param documented whether it has documentation of its own
 * @param inherits whether it overrides something, so that what it does is said there
 */
public record ApiMember(String name, String signature, String about, int line, boolean documented, boolean inherits) {}
