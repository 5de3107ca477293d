package dev.drover.message;

/**
 * Why something did not succeed.
 *
 * @param code a stable word for programs, such as {@code exit_code} or {@code no_model}
 * @param message one or two sentences for a person: what happened and what to do now
 * @param retryable whether the same attempt may succeed on repetition
 */
public record Failure(String code, String message, boolean retryable) {}
