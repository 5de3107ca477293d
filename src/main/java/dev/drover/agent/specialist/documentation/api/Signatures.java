package dev.drover.agent.specialist.documentation.api;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import dev.drover.message.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Declarations as a caller reads them: without bodies, annotations, and what goes without saying. */
final class Signatures {
    private static final int MAX_VALUE = 40;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final List<Modifier> SHOWN_OF_TYPES = List.of(
            Modifier.PUBLIC, Modifier.PROTECTED, Modifier.ABSTRACT, Modifier.STATIC, Modifier.FINAL, Modifier.SEALED);
    private static final List<Modifier> SHOWN_OF_MEMBERS =
            List.of(Modifier.PROTECTED, Modifier.ABSTRACT, Modifier.DEFAULT, Modifier.STATIC);

    private Signatures() {}

    static String of(ClassTree type) {
        var out = new StringBuilder(modifiers(type.getModifiers(), SHOWN_OF_TYPES));
        out.append(keyword(type))
                .append(' ')
                .append(type.getSimpleName())
                .append(typeParameters(type.getTypeParameters()));
        if (type.getKind() == Tree.Kind.RECORD) {
            out.append(
                    components(type).stream().map(Signatures::parameter).collect(Collectors.joining(", ", "(", ")")));
        }
        Optional.ofNullable(type.getExtendsClause())
                .ifPresent(parent -> out.append(" extends ").append(oneLine(parent)));
        list(out, type.getKind() == Tree.Kind.INTERFACE ? " extends " : " implements ", type.getImplementsClause());
        return out.toString();
    }

    static String of(MethodTree method, String typeName) {
        var out = new StringBuilder(modifiers(method.getModifiers(), SHOWN_OF_MEMBERS));
        String generic = typeParameters(method.getTypeParameters());
        out.append(generic).append(generic.isEmpty() ? "" : " ");
        boolean constructor = method.getReturnType() == null;
        out.append(constructor ? typeName : oneLine(method.getReturnType()) + " " + method.getName());
        out.append(
                method.getParameters().stream().map(Signatures::parameter).collect(Collectors.joining(", ", "(", ")")));
        list(out, " throws ", method.getThrows());
        return out.toString();
    }

    /**
     * A field.
     *
     * @param constant whether it is final, be it by its modifiers or by its place
     */
    static String of(VariableTree field, boolean constant) {
        return modifiers(field.getModifiers(), SHOWN_OF_MEMBERS) + oneLine(field.getType()) + " " + field.getName()
                + (constant ? value(field) : "");
    }

    /** The components of a record: the only fields of it that are not static. */
    static List<VariableTree> components(ClassTree record) {
        var components = new ArrayList<VariableTree>();
        for (Tree member : record.getMembers()) {
            if (member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                components.add(field);
            }
        }
        return components;
    }

    private static String keyword(ClassTree type) {
        return switch (type.getKind()) {
            case INTERFACE -> "interface";
            case ENUM -> "enum";
            case RECORD -> "record";
            case ANNOTATION_TYPE -> "@interface";
            default -> "class";
        };
    }

    private static String parameter(VariableTree parameter) {
        String type = parameter.getType() == null ? "" : oneLine(parameter.getType());
        boolean variable = oneLine(parameter).endsWith("... " + parameter.getName());
        if (variable && type.endsWith("[]")) {
            type = type.substring(0, type.length() - 2) + "...";
        }
        return (type + " " + parameter.getName()).strip();
    }

    /** What a constant is, where it says so shortly. */
    private static String value(VariableTree field) {
        ExpressionTree value = field.getInitializer();
        ExpressionTree literal = value instanceof UnaryTree unary ? unary.getExpression() : value;
        boolean plain = literal instanceof LiteralTree && literal.getKind() != Tree.Kind.NULL_LITERAL;
        return plain && oneLine(value).length() <= MAX_VALUE ? " = " + oneLine(value) : "";
    }

    private static String typeParameters(List<? extends Tree> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream().map(Signatures::oneLine).collect(Collectors.joining(", ", "<", ">"));
    }

    private static void list(StringBuilder out, String before, List<? extends Tree> trees) {
        if (!trees.isEmpty()) {
            out.append(before).append(trees.stream().map(Signatures::oneLine).collect(Collectors.joining(", ")));
        }
    }

    private static String modifiers(ModifiersTree modifiers, List<Modifier> shown) {
        return shown.stream()
                .filter(modifiers.getFlags()::contains)
                .map(modifier -> modifier + " ")
                .collect(Collectors.joining());
    }

    private static String oneLine(Tree tree) {
        return Shortened.of(SPACE.matcher(tree.toString()).replaceAll(" ").strip(), 400);
    }
}
