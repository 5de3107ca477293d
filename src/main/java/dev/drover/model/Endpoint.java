package dev.drover.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a model server answers, and how.
 *
 * @param base without a slash at its end; what the protocol's own paths are added to
 */
public record Endpoint(Protocol protocol, URI base) {
    private static final int MAX_PORT = 65535;

    /** What is spoken there. */
    public enum Protocol {
        /** Ollama's own, with paths below {@code /api}. */
        OLLAMA,
        /** Chat completions as of OpenAI; the base ends with {@code /v1} as a rule. */
        OPENAI;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The protocol of that name, in any case. */
        @JsonCreator
        public static Protocol of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Reads an address as people write it.
     *
     * @throws DroverException when it is none of a model server
     */
    public static Endpoint of(Protocol protocol, String address) {
        String trimmed = address.strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(trimmed);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = uri.getHost() != null
                    && uri.getPort() <= MAX_PORT
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
            if (plain && (scheme.equals("http") || scheme.equals("https"))) {
                return new Endpoint(protocol, uri);
            }
        } catch (URISyntaxException e) {
            throw wrong(address);
        }
        throw wrong(address);
    }

    private static DroverException wrong(String address) {
        return new DroverException(
                "'" + Ids.printable(address) + "' is no address of a model server; write it like http://localhost:"
                        + "11434, without a user, a query or a fragment");
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
