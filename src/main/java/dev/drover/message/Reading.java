package dev.drover.message;

import tools.jackson.databind.node.ObjectNode;

/** What the bytes of a file hold. */
public sealed interface Reading {
    /** Exactly one JSON object. */
    record Complete(ObjectNode tree) implements Reading {}

    /** Not, or not yet, one complete JSON object. The reason says what is wrong, where, and what to do. */
    record Incomplete(String reason) implements Reading {}
}
