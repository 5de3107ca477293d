package dev.drover.master;

import dev.drover.message.Json;
import java.io.ByteArrayInputStream;

/** The image of a fold as it stands in a snapshot: one JSON value within some bytes, which are not to be changed. */
@SuppressWarnings("ArrayRecordComponent") // is handed on and not compared
public record FoldImage(byte[] bytes, int from, int length) {
    /**
     * Reads it.
     *
     * @throws RuntimeException when it has not that form
     */
    public <T> T as(Class<T> type) {
        return Json.read(new ByteArrayInputStream(bytes, from, length), type);
    }
}
