package dev.drover.message;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How JSON is read and written everywhere: snake_case names, strict reading, nothing written for what is absent. */
public final class Json {
    /** Deepest nesting that is read from disk. */
    public static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(1024)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            // What a record can tell besides its components is no part of a message, and may cost a look at the system.
            .changeDefaultVisibility(v -> v.withIsGetterVisibility(Visibility.NONE))
            .addModule(new SimpleModule()
                    .addSerializer(new WholeCharacters())
                    .addKeySerializer(String.class, new WholeCharacters.Name()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** The shared mapper; safe for use by any thread. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** One line, UTF-8, no line feed at the end. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Indented for people, with a line feed at the end. */
    public static String pretty(Object value) {
        return PRETTY.writeValueAsString(value) + "\n";
    }

    public static byte[] prettyBytes(Object value) {
        return pretty(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads one value.
     *
     * @throws JacksonException when the bytes are not one JSON value of that form
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        return MAPPER.readValue(bytes, type);
    }

    /**
     * Reads one value.
     *
     * @throws JacksonException when the stream is not one JSON value of that form
     */
    public static <T> T read(InputStream bytes, Class<T> type) {
        return MAPPER.readValue(bytes, type);
    }

    /** Writes one value in one line, UTF-8, without a line feed, and leaves the stream open. */
    public static void write(Object value, OutputStream to) {
        MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(to, value);
    }

    /**
     * Reads one JSON value as a tree.
     *
     * @throws JacksonException when the bytes are not exactly one JSON value
     */
    public static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    /** The tree as a record. */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }
}
