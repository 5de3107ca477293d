package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.Size;
import dev.drover.agent.specialist.review.rule.UnitLimits;
import dev.drover.message.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long, how deep and how branched methods are, and how much they are given. */
final class ShapeCheck extends JavaCheck {
    private static final int MANY_PARAMETERS = 8;
    private static final int MANY_WAYS = 30;
    private static final int VERY_MANY_WAYS = 60;

    ShapeCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        if (method.getBody() != null && !file().isTest()) {
            String name = method.getName().contentEquals("<init>")
                    ? type().map(t -> t.getSimpleName().toString()).orElse("")
                    : method.getName().toString();
            int line = subject().source().line(method.getBody());
            int last = subject().source().lastLine(method.getBody());
            UnitLimits.length(name, line, last).ifPresent(this::add);
            var shape = new Shape();
            shape.scan(method.getBody(), null);
            UnitLimits.nesting(name, line, shape.deepest).ifPresent(this::add);
            if (shape.ways > MANY_WAYS) {
                said(
                        Size.COMPLEXITY,
                        shape.ways > VERY_MANY_WAYS ? Severity.MEDIUM : Severity.LOW,
                        shape.ways + " ways through",
                        name,
                        line);
            }
            if (method.getParameters().size() > MANY_PARAMETERS && !isGiven(method)) {
                said(Size.PARAMETERS, Severity.LOW, method.getParameters().size() + " parameters", name, line);
            }
        }
        return super.visitMethod(method, null);
    }

    /** Someone else has decided on the parameters: a super type, or a record's components. */
    private boolean isGiven(MethodTree method) {
        boolean record = type().filter(t -> t.getKind() == Tree.Kind.RECORD).isPresent()
                && method.getName().contentEquals("<init>");
        return record
                || method.getModifiers().getAnnotations().stream()
                        .anyMatch(a -> Expressions.name(a.getAnnotationType()).equals("Override"));
    }

    private void said(Size rule, Severity severity, String what, String name, int line) {
        add(new Hit(rule.id(), severity, "'" + name + "' has " + what + ": " + rule.advice(), line, name));
    }

    private static final class Shape extends TreeScanner<@Nullable Void, @Nullable Void> {
        private static final Set<Tree.Kind> CHOICES = Set.of(Tree.Kind.CONDITIONAL_AND, Tree.Kind.CONDITIONAL_OR);

        private int depth;
        private int deepest;
        private int ways = 1;

        private @Nullable Void deeper(Runnable visit, int moreWays) {
            ways += moreWays;
            depth++;
            deepest = Math.max(deepest, depth);
            visit.run();
            depth--;
            return null;
        }

        /** An {@code else if} is no deeper than its {@code if}. */
        @Override
        public @Nullable Void visitIf(IfTree choice, @Nullable Void none) {
            deeper(
                    () -> {
                        scan(choice.getCondition(), null);
                        scan(choice.getThenStatement(), null);
                        if (!(choice.getElseStatement() instanceof IfTree)) {
                            scan(choice.getElseStatement(), null);
                        }
                    },
                    1);
            return choice.getElseStatement() instanceof IfTree ? scan(choice.getElseStatement(), null) : null;
        }

        @Override
        public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void none) {
            return deeper(() -> super.visitForLoop(loop, null), 1);
        }

        @Override
        public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void none) {
            return deeper(() -> super.visitEnhancedForLoop(loop, null), 1);
        }

        @Override
        public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void none) {
            return deeper(() -> super.visitWhileLoop(loop, null), 1);
        }

        @Override
        public @Nullable Void visitDoWhileLoop(DoWhileLoopTree loop, @Nullable Void none) {
            return deeper(() -> super.visitDoWhileLoop(loop, null), 1);
        }

        @Override
        public @Nullable Void visitTry(TryTree attempt, @Nullable Void none) {
            return deeper(() -> super.visitTry(attempt, null), 0);
        }

        @Override
        public @Nullable Void visitSwitch(SwitchTree choice, @Nullable Void none) {
            return deeper(() -> super.visitSwitch(choice, null), 0);
        }

        @Override
        public @Nullable Void visitCase(CaseTree choice, @Nullable Void none) {
            ways++;
            return super.visitCase(choice, null);
        }

        @Override
        public @Nullable Void visitCatch(CatchTree caught, @Nullable Void none) {
            ways++;
            return super.visitCatch(caught, null);
        }

        @Override
        public @Nullable Void visitConditionalExpression(ConditionalExpressionTree choice, @Nullable Void none) {
            ways++;
            return super.visitConditionalExpression(choice, null);
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void none) {
            ways += CHOICES.contains(binary.getKind()) ? 1 : 0;
            return super.visitBinary(binary, null);
        }

        /** The methods of a class within are measured for themselves. */
        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            return null;
        }
    }
}
