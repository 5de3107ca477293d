package dev.drover.report.account;

import dev.drover.message.Artifact;
import dev.drover.message.Evidence;
import dev.drover.message.Failure;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import dev.drover.message.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Reads a packet result piece by piece, so that one with a hundred thousand findings takes no more memory than one with
 * ten. What it hands on is whole: a piece that breaks the protocol ends the reading.
 */
public final class ResultStream {
    private static final ObjectReader TREES =
            Json.mapper().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Who takes the pieces, in the order in which they stand in the file. */
    public interface Sink {
        default void finding(Finding finding) throws IOException {}

        default void evidence(Evidence evidence) {}

        default void artifact(Artifact artifact) {}

        default void figure(String name, long value) {}

        default void text(String member, String value) {}

        default void attempt(int number) {}

        default void error(Failure error) {}
    }

    private ResultStream() {}

    /**
     * Reads it to its end.
     *
     * @throws IOException when it cannot be read, or is not a packet result; the message says why
     */
    public static void read(InputStream in, Sink sink) throws IOException {
        try (JsonParser parser = Json.mapper().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                member(parser, member, sink);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("it ends in the middle");
            }
        } catch (JacksonException e) {
            throw new IOException("it is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("it breaks the protocol: " + e.getMessage(), e);
        }
    }

    private interface Piece {
        void take(JsonNode node) throws IOException;
    }

    private static void member(JsonParser parser, String member, Sink sink) throws IOException {
        switch (member) {
            case "findings" -> each(parser, node -> sink.finding(finding(node)));
            case "evidence" -> each(parser, node -> sink.evidence(evidence(node)));
            case "artifacts" -> each(parser, node -> sink.artifact(artifact(node)));
            case "data" -> figures(parser, sink);
            case "attempt" -> sink.attempt(parser.getIntValue());
            case "error" ->
                object(
                        parser,
                        node -> sink.error(new Failure(
                                text(node, "code"),
                                text(node, "message"),
                                node.path("retryable").asBoolean(false))));
            default -> {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    sink.text(member, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static void each(JsonParser parser, Piece piece) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode node = TREES.readValue(parser);
                piece.take(node);
            }
        }
    }

    private static void object(JsonParser parser, Consumer<JsonNode> piece) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            JsonNode node = TREES.readValue(parser);
            piece.accept(node);
        }
    }

    private static void figures(JsonParser parser, Sink sink) {
        object(parser, node -> node.properties().forEach(entry -> {
            if (entry.getValue().isIntegralNumber()) {
                sink.figure(entry.getKey(), entry.getValue().asLong(0));
            }
        }));
    }

    private static Finding finding(JsonNode node) {
        return new Finding(
                Severity.of(text(node, "severity")),
                text(node, "rule"),
                text(node, "message"),
                node.path("file").stringValueOpt(),
                node.path("line").isInt() ? Optional.of(node.path("line").asInt()) : Optional.empty());
    }

    private static Evidence evidence(JsonNode node) {
        return new Evidence(
                text(node, "command"),
                node.path("exit_code").asInt(),
                node.path("duration_seconds").asDouble(0),
                node.path("output_sha256").stringValueOpt(),
                node.path("log").stringValueOpt(),
                node.path("tree").stringValueOpt());
    }

    private static Artifact artifact(JsonNode node) {
        return new Artifact(
                text(node, "name"),
                text(node, "path"),
                node.path("sha256").stringValueOpt(),
                node.path("bytes").isIntegralNumber()
                        ? Optional.of(node.path("bytes").asLong(0))
                        : Optional.empty());
    }

    private static String text(JsonNode node, String member) {
        return node.path(member)
                .stringValueOpt()
                .orElseThrow(() -> new IllegalArgumentException("'" + member + "' is missing or no text"));
    }
}
