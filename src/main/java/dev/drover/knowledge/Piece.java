package dev.drover.knowledge;

import dev.drover.message.Sha256;
import java.util.Optional;

/**
 * A passage as it is put into the index.
 *
 * @param tags further words by which it is found, such as the paths that it is about
 * @param workspace that it comes from; empty when it is of no single one
 * @param failure what it says of a failure, when it is one
 */
record Piece(
        String source,
        String title,
        String text,
        String tags,
        Kind kind,
        String workspace,
        Optional<Likeness> failure) {
    static final int MAX_TEXT = 6_000;

    static Piece of(String source, String title, String text, Kind kind) {
        return new Piece(source, title, text, "", kind, "", Optional.empty());
    }

    Piece from(Optional<String> place) {
        return new Piece(source, title, text, tags, kind, place.orElse(""), failure);
    }

    Piece withSource(String other) {
        return new Piece(other, title, text, tags, kind, workspace, failure);
    }

    /** Tells it from one of the same source that says something else. */
    String digest() {
        return Sha256.of(String.join("\0", title, text, tags, workspace, failure.toString()));
    }
}
