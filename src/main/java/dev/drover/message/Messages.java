package dev.drover.message;

import dev.drover.message.Schemas.Name;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the bytes of a file to a checked message. Nothing here throws, whatever the bytes are; safe for use by any thread. */
public final class Messages {
    /** The version of the protocol that is spoken here. */
    public static final int PROTOCOL = 1;

    private Messages() {}

    public static Parsed<Request> request(byte[] bytes) {
        return parse(bytes, Name.REQUEST, tree -> Json.convert(tree, Request.class));
    }

    public static Parsed<Packet> packet(byte[] bytes) {
        return parse(bytes, Name.PACKET, tree -> Json.convert(tree, Packet.class));
    }

    public static Parsed<PacketResult> result(byte[] bytes) {
        return parse(bytes, Name.RESULT, tree -> Json.convert(tree, PacketResult.class));
    }

    public static Parsed<RequestResult> requestResult(byte[] bytes) {
        return parse(bytes, Name.REQUEST_RESULT, tree -> Json.convert(tree, RequestResult.class));
    }

    public static Parsed<Control> control(byte[] bytes) {
        return parse(bytes, Name.CONTROL, Messages::control);
    }

    private static Control control(ObjectNode tree) {
        Control control = Control.parse(tree.path("control").asString());
        if (control.verb() == Control.Verb.CODEWORD && !tree.hasNonNull("codeword")) {
            throw new DroverException("a *codeword message needs the member \"codeword\" with the word");
        }
        return control;
    }

    private static <T> Parsed<T> parse(byte[] bytes, Name schema, Function<ObjectNode, T> convert) {
        return switch (MessageReader.read(bytes)) {
            case Reading.Incomplete incomplete -> new Parsed.Incomplete<>(incomplete.reason());
            case Reading.Complete complete -> check(complete.tree(), schema, convert);
        };
    }

    static <T> Parsed<T> check(ObjectNode tree, Name schema, Function<ObjectNode, T> convert) {
        Optional<Violation> newer = newerProtocol(tree);
        if (newer.isPresent()) {
            return new Parsed.Invalid<>(List.of(newer.get()), tree);
        }
        List<Violation> violations = Schemas.check(schema, tree);
        if (!violations.isEmpty()) {
            return new Parsed.Invalid<>(violations, tree);
        }
        try {
            return new Parsed.Valid<>(convert.apply(withProtocol(tree)), tree);
        } catch (JacksonException e) {
            return new Parsed.Invalid<>(List.of(conversion(pointer(e), e.getOriginalMessage())), tree);
        } catch (DroverException e) {
            return new Parsed.Invalid<>(List.of(conversion("", String.valueOf(e.getMessage()))), tree);
        }
    }

    /** The rules of a newer protocol are not known here, so nothing else is said of such a message. */
    private static Optional<Violation> newerProtocol(ObjectNode tree) {
        JsonNode protocol = tree.path("protocol");
        if (!protocol.isNumber() || protocol.asDouble() <= PROTOCOL) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                "/protocol",
                "protocol",
                "this Drover speaks protocol " + PROTOCOL + "; the message is written in protocol "
                        + Ids.printable(protocol.asString(), 40)
                        + "; send it in protocol " + PROTOCOL + " or update Drover",
                String.valueOf(PROTOCOL)));
    }

    private static ObjectNode withProtocol(ObjectNode tree) {
        if (tree.hasNonNull("protocol")) {
            return tree;
        }
        ObjectNode copy = tree.objectNode();
        copy.setAll(tree);
        return copy.put("protocol", PROTOCOL);
    }

    private static Violation conversion(String pointer, String reason) {
        return Explanation.violation(pointer, "value", "cannot be used: " + Ids.printable(reason, 300), "");
    }

    private static String pointer(JacksonException e) {
        var out = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            out.append('/')
                    .append(
                            name == null
                                    ? step.getIndex()
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }
}
