package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text that is put together at run time from fixed and from open parts: with {@code +}, with {@code format}, or by way
 * of a variable.
 *
 * @param fixed the fixed parts, joined, with a NUL character in the place of each open one
 * @param open the open parts; never empty
 */
record BuiltText(String fixed, List<ExpressionTree> open) {
    static final char HOLE = '\0';
    private static final int MAX_STEPS = 4;
    private static final Set<String> NUMERIC_CALLS = Set.of(
            "size",
            "length",
            "ordinal",
            "getId",
            "parseInt",
            "parseLong",
            "hashCode",
            "currentTimeMillis",
            "nanoTime",
            "repeat",
            "nCopies");

    static Optional<BuiltText> of(ExpressionTree tree, Names names) {
        return of(tree, names, MAX_STEPS);
    }

    private static Optional<BuiltText> of(ExpressionTree tree, Names names, int steps) {
        ExpressionTree bare = Expressions.bare(tree);
        if (steps == 0) {
            return Optional.empty();
        }
        if (bare instanceof IdentifierTree identifier) {
            return names.values(identifier.getName().toString()).stream()
                    .flatMap(value -> of(value, names, steps - 1).stream())
                    .findFirst();
        }
        if (bare instanceof MethodInvocationTree call) {
            return formatted(call, names);
        }
        List<ExpressionTree> parts = Expressions.sum(bare);
        return parts.size() > 1 ? joined(parts, names) : Optional.empty();
    }

    private static Optional<BuiltText> formatted(MethodInvocationTree call, Names names) {
        boolean format = Expressions.name(call).equals("format")
                && Set.of("String", "MessageFormat").contains(Expressions.receiverName(call));
        var arguments = new ArrayList<ExpressionTree>(call.getArguments());
        Optional<String> pattern = Optional.empty();
        if (format && !arguments.isEmpty()) {
            pattern = Expressions.text(arguments.removeFirst());
        } else if (Expressions.name(call).equals("formatted")) {
            pattern = Expressions.receiver(call).flatMap(Expressions::text);
        }
        List<ExpressionTree> open =
                arguments.stream().filter(a -> isOpen(a, names)).toList();
        // A number's place takes no text, whatever is given for it.
        return pattern.filter(p -> p.contains("%s") || p.contains("{0}"))
                .filter(p -> !open.isEmpty())
                .map(p -> new BuiltText(p.replaceAll("%s|\\{\\d}", String.valueOf(HOLE)), open));
    }

    private static Optional<BuiltText> joined(List<ExpressionTree> parts, Names names) {
        var fixed = new StringBuilder();
        var open = new ArrayList<ExpressionTree>();
        for (ExpressionTree part : parts) {
            Optional<String> text = Expressions.text(part);
            if (text.isPresent()) {
                fixed.append(text.get());
            } else if (isOpen(part, names)) {
                fixed.append(HOLE);
                open.add(part);
            }
        }
        return open.isEmpty()
                        || fixed.toString().replace(String.valueOf(HOLE), "").isEmpty()
                ? Optional.empty()
                : Optional.of(new BuiltText(fixed.toString(), List.copyOf(open)));
    }

    private static boolean isOpen(ExpressionTree part, Names names) {
        String name = Expressions.name(part);
        boolean number = part instanceof IdentifierTree && (names.isNumber(name) || names.isConstant(name));
        boolean call = part instanceof MethodInvocationTree && NUMERIC_CALLS.contains(name);
        return !number && !call && !Expressions.isConstant(part);
    }
}
