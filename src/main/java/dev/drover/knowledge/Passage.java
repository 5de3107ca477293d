package dev.drover.knowledge;

/**
 * A piece of knowledge that was found.
 *
 * @param source its file, relative to the knowledge folder, and the place in it, as in
 *     {@code patterns/authentication-jwt.md#Tokens}
 * @param score how well it fits; the higher, the better, and comparable within one answer only
 */
public record Passage(String source, String title, String text, double score, Kind kind) {}
