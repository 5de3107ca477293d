package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.drover.agent.specialist.review.rule.Quality;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Expressions and classes that hardly anybody means as they stand. */
final class MistakeCheck extends JavaCheck {
    private static final Pattern PROGRAM = Pattern.compile(
            ".{0,60}(?:Main|Cli|CLI|Command|Launcher|Application|App|Bootstrap|Tool|Runner|Starter|Exit\\w{0,20}|Process\\w{0,20})");

    MistakeCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void none) {
        ExpressionTree left = Expressions.bare(binary.getLeftOperand());
        ExpressionTree right = Expressions.bare(binary.getRightOperand());
        Tree.Kind kind = binary.getKind();
        if (kind == Tree.Kind.EQUAL_TO || kind == Tree.Kind.NOT_EQUAL_TO) {
            boolean literal = Expressions.text(left).isPresent()
                    || Expressions.text(right).isPresent();
            boolean compared = !isNull(left) && !isNull(right);
            if (literal && compared) {
                report(binary, Quality.STRING_IDENTITY);
            }
        } else if ((kind == Tree.Kind.CONDITIONAL_AND || kind == Tree.Kind.CONDITIONAL_OR) && isSame(left, right)) {
            report(binary, Quality.SAME_OPERANDS);
        }
        return super.visitBinary(binary, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        String name = Expressions.name(call);
        boolean self = name.equals("equals")
                && call.getArguments().size() == 1
                && Expressions.receiver(call)
                        .filter(r -> isSame(r, call.getArguments().getFirst()))
                        .isPresent();
        if (self && !file().isTest()) {
            report(call, Quality.SAME_OPERANDS);
        }
        String receiver = Expressions.receiver(call).map(Tree::toString).orElse("");
        boolean exit = (name.equals("exit") || name.equals("halt"))
                && (receiver.equals("System") || receiver.equals("Runtime.getRuntime()"));
        if (exit && !file().isTest() && !isProgram()) {
            report(call, Quality.EXIT);
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        boolean plain = type.getKind() == Tree.Kind.CLASS && type.getExtendsClause() == null;
        if (plain && !type.getSimpleName().isEmpty()) {
            List<MethodTree> methods = type.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .filter(m -> m.getBody() != null)
                    .toList();
            boolean hash = methods.stream()
                    .anyMatch(m -> m.getName().contentEquals("hashCode")
                            && m.getParameters().isEmpty());
            methods.stream()
                    .filter(m -> m.getName().contentEquals("equals")
                            && m.getParameters().size() == 1)
                    .filter(m -> "Object"
                            .equals(Expressions.name(
                                    m.getParameters().getFirst().getType())))
                    .filter(m -> !hash && !file().isTest())
                    .forEach(m -> report(m, Quality.EQUALS_WITHOUT_HASHCODE));
        }
        return super.visitClass(type, null);
    }

    /** Names and selections only: what is called may answer differently each time. */
    private static boolean isSame(ExpressionTree left, ExpressionTree right) {
        ExpressionTree a = Expressions.bare(left);
        boolean plain = a instanceof IdentifierTree || a instanceof MemberSelectTree;
        return plain
                && !a.toString().contains("(")
                && a.toString().equals(Expressions.bare(right).toString());
    }

    private static boolean isNull(ExpressionTree tree) {
        return tree instanceof LiteralTree literal && literal.getValue() == null;
    }

    private boolean isProgram() {
        String name =
                file().path().substring(file().path().lastIndexOf('/') + 1).replace(".java", "");
        return PROGRAM.matcher(name).matches() || file().text().contains(" main(String");
    }
}
