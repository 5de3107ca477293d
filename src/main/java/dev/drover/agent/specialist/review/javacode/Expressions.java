package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said of an expression by its form. */
final class Expressions {
    private Expressions() {}

    /** The last name of a call, a selection or a name itself; empty for anything else. */
    static String name(Tree tree) {
        if (tree instanceof MethodInvocationTree call) {
            return name(call.getMethodSelect());
        }
        if (tree instanceof MemberSelectTree select) {
            return select.getIdentifier().toString();
        }
        return tree instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
    }

    /** What stands before the last dot of a call. */
    static Optional<ExpressionTree> receiver(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                ? Optional.of(select.getExpression())
                : Optional.empty();
    }

    static String receiverName(MethodInvocationTree call) {
        return receiver(call).map(Expressions::name).orElse("");
    }

    /** The simple name of the class that is made. */
    static String created(NewClassTree creation) {
        String name = creation.getIdentifier().toString();
        int generic = name.indexOf('<');
        String raw = generic < 0 ? name : name.substring(0, generic);
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    static Optional<String> text(ExpressionTree tree) {
        return bare(tree) instanceof LiteralTree literal && literal.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Without parentheses and casts around it. */
    static ExpressionTree bare(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree parenthesized) {
            return bare(parenthesized.getExpression());
        }
        return tree instanceof TypeCastTree cast ? bare(cast.getExpression()) : tree;
    }

    /** The operands of {@code a + b + c}; the expression itself when it is no sum. */
    static List<ExpressionTree> sum(ExpressionTree tree) {
        var parts = new ArrayList<ExpressionTree>();
        ExpressionTree left = bare(tree);
        while (left instanceof BinaryTree binary && left.getKind() == Tree.Kind.PLUS) {
            parts.addFirst(bare(binary.getRightOperand()));
            left = bare(binary.getLeftOperand());
        }
        parts.addFirst(left);
        return parts;
    }

    /** Whether it is the same at each run: a literal, a name in capitals, or put together from such. */
    static boolean isConstant(ExpressionTree tree) {
        ExpressionTree bare = bare(tree);
        if (bare instanceof ConditionalExpressionTree choice) {
            return isConstant(choice.getTrueExpression()) && isConstant(choice.getFalseExpression());
        }
        List<ExpressionTree> parts = sum(bare);
        if (parts.size() > 1) {
            return parts.stream().allMatch(Expressions::isConstant);
        }
        return bare instanceof LiteralTree || name(bare).matches("[A-Z][A-Z0-9_]*");
    }
}
