package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The parameters and variables of one method and the constants of its class, and what each is ever given. */
final class Names {
    private static final Set<String> NUMBERS = Set.of(
            "int",
            "long",
            "short",
            "byte",
            "boolean",
            "double",
            "float",
            "char",
            "Integer",
            "Long",
            "Short",
            "Boolean",
            "Double",
            "Float",
            "BigDecimal",
            "BigInteger",
            "UUID",
            "Instant",
            "LocalDate",
            "LocalDateTime",
            "Duration");

    private final Map<String, VariableTree> declared = new HashMap<>();
    private final Map<String, List<ExpressionTree>> given = new HashMap<>();
    private final Map<String, VariableTree> parameters = new HashMap<>();

    private Names() {}

    static Names of(Optional<MethodTree> method, Optional<ClassTree> type) {
        var names = new Names();
        type.ifPresent(names::addConstants);
        method.ifPresent(names::addVariables);
        return names;
    }

    private void addConstants(ClassTree type) {
        for (var member : type.getMembers()) {
            if (member instanceof VariableTree field
                    && field.getModifiers().getFlags().contains(Modifier.FINAL)
                    && field.getInitializer() != null) {
                declare(field);
            }
        }
    }

    private void addVariables(MethodTree method) {
        for (VariableTree parameter : method.getParameters()) {
            parameters.put(parameter.getName().toString(), parameter);
        }
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
                declare(variable);
                return super.visitVariable(variable, null);
            }

            @Override
            public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
                give(Expressions.name(assignment.getVariable()), assignment.getExpression());
                return super.visitAssignment(assignment, null);
            }

            @Override
            public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
                give(Expressions.name(assignment.getVariable()), assignment.getExpression());
                return super.visitCompoundAssignment(assignment, null);
            }
        }.scan(method, null);
    }

    private void declare(VariableTree variable) {
        declared.put(variable.getName().toString(), variable);
        if (variable.getInitializer() != null) {
            give(variable.getName().toString(), variable.getInitializer());
        }
    }

    private void give(String name, ExpressionTree value) {
        given.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** All that the name is given in the method; nothing for a parameter that stays as it came. */
    List<ExpressionTree> values(String name) {
        return given.getOrDefault(name, List.of());
    }

    Optional<VariableTree> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The type as it is written; empty for {@code var} and for what is declared elsewhere. */
    String type(String name) {
        VariableTree variable = declared.get(name);
        return variable == null || variable.getType() == null
                ? ""
                : variable.getType().toString();
    }

    /** Whether its type leaves no room for text. */
    boolean isNumber(String name) {
        return NUMBERS.contains(type(name));
    }

    /** Whether the name stands for the same text at each run. */
    boolean isConstant(String name) {
        List<ExpressionTree> values = values(name);
        return parameter(name).isEmpty() && !values.isEmpty() && values.stream().allMatch(Expressions::isConstant);
    }
}
