package dev.drover.agent.specialist.deployment;

import dev.drover.datafile.Yaml;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The YAML of a deployment file as the JSON that its schema is about, and the way back to a line. */
final class DeployTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NUMBERS = Set.of("version", "keep", "timeout_seconds");
    private static final Set<String> LISTS = Set.of("artifacts", "commands");

    private DeployTree() {}

    /** A command named true stays a text, and one text may stand where a list is wanted. */
    static ObjectNode of(Yaml.Fields fields) {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<String, Yaml> field : fields.values().entrySet()) {
            object.set(field.getKey(), value(field.getKey(), field.getValue()));
        }
        return object;
    }

    private static JsonNode value(String key, Yaml value) {
        return switch (value) {
            case Yaml.Fields fields -> of(fields);
            case Yaml.Items items -> {
                ArrayNode list = NODES.arrayNode();
                items.values().forEach(item -> list.add(value("", item)));
                yield list;
            }
            case Yaml.Text text -> {
                if (LISTS.contains(key) && !text.value().isBlank()) {
                    yield NODES.arrayNode().add(text.value());
                }
                yield NUMBERS.contains(key)
                                && Yaml.WHOLE_NUMBER.matcher(text.value()).matches()
                        ? NODES.numberNode(Integer.parseInt(text.value()))
                        : NODES.stringNode(text.value());
            }
        };
    }

    /** The line of the place, or of the nearest one around it that is there. */
    static int line(Yaml.Fields root, String pointer) {
        Yaml at = root;
        int line = root.line();
        for (String step : pointer.split("/")) {
            if (step.isEmpty()) {
                continue;
            }
            String key = step.replace("~1", "/").replace("~0", "~");
            if (at instanceof Yaml.Fields fields && fields.get(key).isPresent()) {
                at = fields.get(key).get();
            } else if (at instanceof Yaml.Items items && key.matches("[0-9]{1,6}")) {
                int index = Integer.parseInt(key);
                at = index < items.values().size() ? items.values().get(index) : at;
            } else {
                return line;
            }
            line = at.line();
        }
        return line;
    }
}
