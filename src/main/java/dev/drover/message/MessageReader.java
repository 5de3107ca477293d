package dev.drover.message;

import dev.drover.message.Reading.Complete;
import dev.drover.message.Reading.Incomplete;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one JSON object from bytes that anyone may have written. It never throws, uses no recursion, and takes time in
 * proportion to the length. Stricter than JSON where a later reader would stumble: no member twice, no half of a
 * surrogate pair, no number beyond what a double holds.
 */
public final class MessageReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Deque<JsonNode> open = new ArrayDeque<>();
    private String name = "";

    private MessageReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What the bytes hold. */
    public static Reading read(byte[] bytes) {
        return switch (MessageText.decode(bytes)) {
            case MessageText.Unreadable unreadable -> new Incomplete(unreadable.reason());
            case MessageText.Text text -> read(text.text());
        };
    }

    private static Reading read(String text) {
        if (text.isBlank()) {
            return new Incomplete("it is empty; write one JSON object into it");
        }
        try (JsonParser parser = Json.mapper().createParser(text)) {
            return new MessageReader(parser).all();
        }
    }

    private Reading all() {
        try {
            return one();
        } catch (Refused e) {
            return new Incomplete(e.reason);
        } catch (UnexpectedEndOfInputException e) {
            return new Incomplete(place(e) + ": it ends before the JSON object is complete; write the rest");
        } catch (StreamConstraintsException e) {
            return new Incomplete(place(e) + ": " + limit(e.getOriginalMessage()));
        } catch (JacksonException e) {
            return new Incomplete(place(e) + ": " + fault(String.valueOf(e.getOriginalMessage())));
        }
    }

    private Reading one() throws Refused {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw refused("a message is one JSON object, written in { and }; this begins with "
                    + Ids.printable(parser.getString(), 40));
        }
        ObjectNode top = NODES.objectNode();
        open.push(top);
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw refused("it ends before the JSON object is complete; write the rest");
            }
            take(token);
        }
        if (trailing()) {
            throw refused("something follows the end of the JSON object; write one object a file");
        }
        return new Complete(top);
    }

    private boolean trailing() {
        try {
            return parser.nextToken() != null;
        } catch (JacksonException e) {
            return true;
        }
    }

    private void take(JsonToken token) throws Refused {
        switch (token) {
            case PROPERTY_NAME -> name = whole(parser.currentName());
            case START_OBJECT -> enter(NODES.objectNode());
            case START_ARRAY -> enter(NODES.arrayNode());
            case END_OBJECT, END_ARRAY -> open.pop();
            case VALUE_STRING -> add(NODES.stringNode(whole(parser.getString())));
            case VALUE_NUMBER_INT -> add(integer());
            case VALUE_NUMBER_FLOAT -> add(NODES.numberNode(finite(parser.getDoubleValue())));
            case VALUE_TRUE -> add(NODES.booleanNode(true));
            case VALUE_FALSE -> add(NODES.booleanNode(false));
            case VALUE_NULL -> add(NODES.nullNode());
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw refused("not JSON");
        }
    }

    private void enter(JsonNode container) {
        add(container);
        open.push(container);
    }

    private void add(JsonNode value) {
        switch (open.element()) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.add(value);
            default -> throw new IllegalStateException("only containers are open");
        }
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private double finite(double number) throws Refused {
        if (Double.isInfinite(number)) {
            throw refused("the number is too large; numbers go up to 1.7e308");
        }
        return number;
    }

    /** Half a surrogate pair passes as JSON and in memory, but cannot be written out again as UTF-8. */
    private String whole(String text) throws Refused {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw refused(
                            "the text holds half a character (\\u%04x); write both halves or none".formatted((int) c));
                }
                i++;
            }
        }
        return text;
    }

    private Refused refused(String reason) {
        return new Refused(place(parser.currentTokenLocation()) + ": " + reason);
    }

    private String place(JacksonException e) {
        return place(e.getLocation() == null ? parser.currentLocation() : e.getLocation());
    }

    private static String place(TokenStreamLocation location) {
        return "line " + Math.max(1, location.getLineNr()) + ", column " + Math.max(1, location.getColumnNr());
    }

    private static String fault(String message) {
        String twice = "Duplicate Object property ";
        return message.startsWith(twice)
                ? "the member " + Ids.printable(message.substring(twice.length()), 80) + " is there twice; keep one"
                : "not JSON: " + Ids.printable(message, 300);
    }

    private static String limit(String message) {
        int detail = message.indexOf(", from `");
        return (detail < 0 ? message : message.substring(0, detail) + ")") + "; write it smaller";
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
