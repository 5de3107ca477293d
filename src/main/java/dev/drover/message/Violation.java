package dev.drover.message;

/**
 * One rule of a schema that a message breaks.
 *
 * @param pointer JSON Pointer (RFC 6901) of the place; empty for the message as a whole
 * @param rule a stable word for programs: the schema's keyword, such as {@code maximum}, or {@code protocol}
 * @param message one sentence for a person: the place, the rule, what stands there and an example
 * @param example a right value as JSON, for a missing member with its name; empty when the schema has none
 */
public record Violation(String pointer, String rule, String message, String example) {}
