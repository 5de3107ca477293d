package dev.drover.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The published JSON Schemas (2020-12). Each is compiled once, when it is first used; safe for use by any thread.
 * They refer to nothing outside themselves, and nothing is ever fetched.
 */
public final class Schemas {
    /** The schemas there are. */
    public enum Name {
        REQUEST("request"),
        PACKET("packet"),
        RESULT("result"),
        REQUEST_RESULT("request-result"),
        CONTROL("control"),
        /** {@code council/drover.yaml}. */
        SETTINGS("settings"),
        /** {@code .drover/deploy.yaml} of a workspace. */
        DEPLOY("deploy");

        private final String text;

        Name(String text) {
            this.text = text;
        }

        /** The name by which it is asked for, and the first part of its file's name. */
        public String text() {
            return text;
        }
    }

    private static final Map<Name, CompiledSchema> COMPILED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** The rules that the tree breaks, at most {@value CompiledSchema#MAX_VIOLATIONS} of them; empty when it fits. */
    public static List<Violation> check(Name name, JsonNode tree) {
        return COMPILED.computeIfAbsent(name, n -> CompiledSchema.of(text(n))).check(tree);
    }

    /**
     * The schema as it is published.
     *
     * @throws DroverException when there is none of that name; the message lists those there are
     */
    public static String text(String name) {
        for (Name known : Name.values()) {
            if (known.text.equals(name)) {
                return text(known);
            }
        }
        throw new DroverException("there is no schema '" + Ids.printable(name) + "'; use one of "
                + Arrays.stream(Name.values()).map(Name::text).collect(Collectors.joining(", ")));
    }

    public static String text(Name name) {
        String resource = "/schema/" + name.text + ".schema.json";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new DroverException(resource + " is missing from the program; build or install Drover again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
