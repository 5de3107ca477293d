package dev.drover.council;

import dev.drover.message.Json;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One row of the table of settings.
 *
 * @param key section and name
 * @param environment the variable that overrides it
 * @param defaultJson its default as JSON; its type is the type of the setting
 * @param description its meaning, with the unit
 */
record Setting(String key, String environment, String defaultJson, String description) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,18}\\.[0-9]{1,18}");

    String section() {
        return key.substring(0, key.indexOf('.'));
    }

    String name() {
        return key.substring(key.indexOf('.') + 1);
    }

    JsonNode defaultValue() {
        return Json.tree(defaultJson);
    }

    /** The text of a variable as a value of this setting's type; what is not of that type is left as text, to be refused. */
    JsonNode parse(String text) {
        return switch (defaultValue().getNodeType()) {
            case NUMBER -> number(text);
            case BOOLEAN ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                        ? NODES.booleanNode(text.equalsIgnoreCase("true"))
                        : NODES.stringNode(text);
            case ARRAY -> {
                var list = NODES.arrayNode();
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .forEach(list::add);
                yield list;
            }
            default -> NODES.stringNode(text);
        };
    }

    private static JsonNode number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return NODES.numberNode(Long.parseLong(text));
        }
        return DECIMAL.matcher(text).matches() ? NODES.numberNode(Double.parseDouble(text)) : NODES.stringNode(text);
    }

    /** A value as it is written in the file. */
    static String yaml(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.asString();
    }
}
