package dev.drover.master.core;

import dev.drover.message.RequestStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * The remembered requests as a snapshot keeps them: an array with one text for each, {@code id digest round}, and once it
 * has ended {@code status} and the milliseconds since 1970. There are many of them, and as objects under their ids they
 * take five times as long to read, which every start has to wait for.
 */
final class SeenJson {
    private SeenJson() {}

    private static String text(String id, State.Seen seen) {
        String known = id + " " + seen.digest() + " " + seen.round();
        return seen.status()
                .flatMap(status -> seen.endedAt().map(at -> known + " " + status.wire() + " " + at.toEpochMilli()))
                .orElse(known);
    }

    private static void read(String text, Map<String, State.Seen> into) {
        String[] parts = text.split(" ", -1);
        boolean ended = parts.length == 5;
        if (!ended && parts.length != 3) {
            throw new IllegalArgumentException("'" + text + "' is no remembered request");
        }
        Optional<RequestStatus> status = ended ? Optional.of(RequestStatus.of(parts[3])) : Optional.empty();
        Optional<Instant> endedAt =
                ended ? Optional.of(Instant.ofEpochMilli(Long.parseLong(parts[4]))) : Optional.empty();
        into.put(parts[0], new State.Seen(parts[1], status, Integer.parseInt(parts[2]), endedAt));
    }

    static final class Writer extends ValueSerializer<Map<String, State.Seen>> {
        @Override
        public void serialize(Map<String, State.Seen> seen, JsonGenerator to, SerializationContext context) {
            to.writeStartArray();
            seen.forEach((id, was) -> to.writeString(text(id, was)));
            to.writeEndArray();
        }
    }

    static final class Reader extends ValueDeserializer<Map<String, State.Seen>> {
        @Override
        public Map<String, State.Seen> deserialize(JsonParser from, DeserializationContext context) {
            Map<String, State.Seen> seen = new HashMap<>();
            while (from.nextToken() == JsonToken.VALUE_STRING) {
                read(from.getString(), seen);
            }
            if (from.currentToken() != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("the remembered requests are no array of texts");
            }
            return seen;
        }
    }
}
