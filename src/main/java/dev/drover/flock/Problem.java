package dev.drover.flock;

/**
 * Why a request cannot be carried out as it stands.
 *
 * @param pointer JSON Pointer (RFC 6901) of the place in the request, such as {@code /tasks/3/dependencies/0}
 * @param rule a stable word for programs, such as {@code cycle}
 * @param message one or two sentences for a person: what is wrong and what to do now
 */
public record Problem(String pointer, String rule, String message) {}
