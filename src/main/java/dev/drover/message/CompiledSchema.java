package dev.drover.message;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/** One schema, ready to check with. Immutable once built. */
final class CompiledSchema {
    /** Most violations that are reported of one message. */
    static final int MAX_VIOLATIONS = 20;

    private static final int MAX_ERRORS = 500;

    private final Schema schema;
    private final Explanation explanation;

    private CompiledSchema(Schema schema, JsonNode tree) {
        this.schema = schema;
        this.explanation = new Explanation(tree);
    }

    static CompiledSchema of(String text) {
        JsonNode tree = Json.tree(text);
        Schema schema = Dialect202012.registry()
                .getSchema(SchemaLocation.of(tree.path("$id").asString()), tree);
        schema.initializeValidators();
        return new CompiledSchema(schema, tree);
    }

    List<Violation> check(JsonNode tree) {
        Set<Violation> found = new LinkedHashSet<>();
        for (Error error : errors(tree)) {
            if (found.size() == MAX_VIOLATIONS) {
                break;
            }
            found.add(explanation.of(error));
        }
        return List.copyOf(found);
    }

    private List<Error> errors(JsonNode tree) {
        try {
            return validate(tree);
        } catch (JsonNodeException e) {
            // The library takes every whole number for a long, but 1E19 is one too and does not fit.
            return validate(exact(tree));
        }
    }

    private List<Error> validate(JsonNode tree) {
        var context = new Bounded();
        context.setExecutionConfig(schema.createExecutionContext().getExecutionConfig());
        try {
            schema.validate(context, tree);
        } catch (Enough e) {
            // The message is refused in any case; the rest of its faults would only cost memory.
            return context.getErrors();
        }
        return context.getErrors();
    }

    /** The same tree with large whole numbers in their exact form, whatever form they were written in. */
    private static JsonNode exact(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(p -> copy.set(p.getKey(), exact(p.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(exact(element)));
            return copy;
        }
        boolean whole = node instanceof DoubleNode && Math.rint(node.doubleValue()) == node.doubleValue();
        return whole && Double.isFinite(node.doubleValue())
                ? BigIntegerNode.valueOf(new BigDecimal(node.doubleValue()).toBigInteger())
                : node;
    }

    /** Stops a message of a million faults from becoming a million error objects. */
    private static final class Bounded extends ExecutionContext {
        @Override
        public void addError(Error error) {
            super.addError(error);
            if (getErrors().size() >= MAX_ERRORS) {
                throw new Enough();
            }
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("more than " + MAX_ERRORS + " errors", null, false, false);
        }
    }
}
