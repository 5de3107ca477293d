package dev.drover.message;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Words what is wrong for a person, from what the schema says of the place: its rule, its title and its examples. */
final class Explanation {
    private static final Map<String, String> TYPES = Map.of(
            "string", "text",
            "integer", "a whole number",
            "number", "a number",
            "boolean", "true or false",
            "array", "a list",
            "object", "an object",
            "null", "left out");

    private final JsonNode root;

    Explanation(JsonNode root) {
        this.root = root;
    }

    Violation of(Error error) {
        String pointer = error.getInstanceLocation().toString();
        int choice = indexOf(error.getEvaluationPath(), "anyOf");
        if (choice >= 0) {
            JsonNode owner = walk(error.getEvaluationPath(), choice).schema;
            String rule = owner.path("description").asString("fits none of the forms that the schema allows");
            return violation(
                    chooser(error, choice),
                    "anyOf",
                    rule,
                    json((owner.has("examples") ? owner : root).path("examples").path(0)));
        }
        Place place = walk(error.getEvaluationPath(), error.getEvaluationPath().getNameCount() - 1);
        String keyword = error.getKeyword();
        if (keyword.equals("required")) {
            String name = error.getProperty();
            String example = json(examples(place.schema.path("properties").path(name)));
            return violation(
                    pointer,
                    keyword,
                    "needs the member \"" + name + "\"",
                    example.isEmpty() ? "" : "\"" + name + "\": " + example);
        }
        String rule = rule(keyword, place.schema);
        boolean secret = place.schema.path("writeOnly").asBoolean(false);
        return violation(
                pointer,
                keyword,
                secret ? rule : rule + ", but " + found(keyword, error.getInstanceNode()),
                json(place.example));
    }

    /** Where the choice stands, when it is a member below it that fits no form. */
    private static String chooser(Error error, int choice) {
        JsonPointer at = JsonPointer.compile(error.getInstanceLocation().toString());
        NodePath path = error.getEvaluationPath();
        for (int i = choice; i < path.getNameCount(); i++) {
            if (path.getName(i).equals("properties") || path.getName(i).equals("items")) {
                at = at.head();
            }
        }
        return at.toString();
    }

    static Violation violation(String pointer, String keyword, String rule, String example) {
        String place = pointer.isEmpty() ? "the message" : Ids.printable(pointer, 300);
        return new Violation(
                pointer, keyword, place + " " + rule + (example.isEmpty() ? "" : "; for example " + example), example);
    }

    private static String rule(String keyword, JsonNode schema) {
        JsonNode value = schema.path(keyword);
        return switch (keyword) {
            case "type" -> "must be " + types(value);
            case "enum" -> "must be one of " + words(value);
            case "minimum" -> "must be at least " + value;
            case "maximum" -> "must be at most " + value;
            case "minLength" -> "must have at least " + value + " characters";
            case "maxLength" -> "must have at most " + value + " characters";
            case "minItems" -> "must have at least " + value + " entries";
            case "maxItems" -> "must have at most " + value + " entries";
            case "maxProperties" -> "must have at most " + value + " members";
            case "uniqueItems" -> "must not have the same entry twice";
            case "pattern" -> "must be " + schema.path("title").asString("text that matches " + value.asString());
            case "format" -> "must be a date and time as in RFC 3339";
            default -> "must keep the rule " + keyword + " of the schema";
        };
    }

    private static String types(JsonNode type) {
        if (!type.isArray()) {
            return TYPES.getOrDefault(type.asString(), type.asString());
        }
        var out = new StringJoiner(" or ");
        type.forEach(t -> out.add(types(t)));
        return out.toString();
    }

    private static String words(JsonNode values) {
        List<String> out = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isNull()) {
                out.add(value.asString());
            }
        }
        return String.join(", ", out);
    }

    private static String found(String keyword, JsonNode node) {
        if (keyword.endsWith("Length")) {
            String text = node.asString();
            return "has " + text.codePointCount(0, text.length());
        }
        return switch (node.getNodeType()) {
            case ARRAY -> keyword.equals("type") ? "is a list" : "has " + node.size();
            case OBJECT -> keyword.equals("type") ? "is an object" : "has " + node.size();
            case STRING -> "is \"" + Ids.printable(node.asString(), 60) + "\"";
            default -> "is " + Ids.printable(node.asString("null"), 60);
        };
    }

    /** A schema object and the example that fits its place best. */
    private record Place(JsonNode schema, JsonNode example) {}

    /**
     * Follows the first steps of an evaluation path. Of several examples for one place the outermost counts: what a
     * property says of itself is closer to the reader than what the definition behind its {@code $ref} says.
     */
    private Place walk(NodePath path, int steps) {
        JsonNode at = root;
        JsonNode example = examples(root);
        String before = "";
        for (int i = 0; i < steps; i++) {
            String step = path.getName(i);
            if (step.equals("$ref")) {
                at = target(at);
            } else {
                at = at.isArray() ? at.path(Integer.parseInt(step)) : at.path(step);
            }
            boolean member = before.equals("properties");
            if (member || step.equals("items") || step.equals("additionalProperties")) {
                example = MissingNode.getInstance();
            }
            if (example.isMissingNode()) {
                example = examples(at);
            }
            before = member ? "" : step;
        }
        return new Place(at, example);
    }

    private JsonNode examples(JsonNode schema) {
        JsonNode own = schema.path("examples").path(0);
        return own.isMissingNode() && schema.has("$ref")
                ? target(schema).path("examples").path(0)
                : own;
    }

    private JsonNode target(JsonNode schema) {
        return root.at(JsonPointer.compile(schema.path("$ref").asString().substring(1)));
    }

    private static int indexOf(NodePath path, String step) {
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getName(i).equals(step)) {
                return i;
            }
        }
        return -1;
    }

    private static String json(JsonNode example) {
        return example.isMissingNode() ? "" : example.toString();
    }
}
