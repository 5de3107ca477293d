package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePathScanner;
import dev.drover.agent.specialist.review.rule.Leftover;
import dev.drover.agent.specialist.review.rule.Quality;
import dev.drover.message.Severity;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Failures that are caught and lost. */
final class ExceptionCheck extends JavaCheck {
    private static final Pattern MEANT = Pattern.compile("(?i)ignored?|expected|unused|_|swallow(?:ed)?|tolerated?|ok");
    private static final Pattern BROAD =
            Pattern.compile("(?:java\\.lang\\.)?(?:Exception|Throwable|RuntimeException|Error)");
    private static final Pattern HANDLED = Pattern.compile("interrupt|throw |return|break;|continue;|exit\\(");

    ExceptionCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitCatch(CatchTree caught, @Nullable Void none) {
        String type = String.valueOf(caught.getParameter().getType());
        String body = caught.getBlock().toString();
        if (!file().isTest()) {
            boolean among =
                    type.contains("|") && !caught.getBlock().getStatements().isEmpty();
            if (type.contains("InterruptedException")
                    && !among
                    && !HANDLED.matcher(body).find()) {
                report(caught, Quality.SWALLOWED_INTERRUPT);
            } else if (caught.getBlock().getStatements().isEmpty()
                    && !MEANT.matcher(caught.getParameter().getName()).matches()
                    && !isExplained(caught.getBlock())) {
                boolean broad = BROAD.matcher(type).matches();
                report(caught, Quality.SWALLOWED_EXCEPTION, broad ? Severity.MEDIUM : Severity.LOW);
            }
        }
        return super.visitCatch(caught, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree attempt, @Nullable Void none) {
        if (attempt.getFinallyBlock() != null) {
            new Returns().scan(new com.sun.source.util.TreePath(getCurrentPath(), attempt.getFinallyBlock()), null);
        }
        return super.visitTry(attempt, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (Expressions.name(call).equals("printStackTrace")
                && call.getArguments().isEmpty()
                && !Expressions.receiverName(call).isEmpty()
                && !file().isTest()) {
            report(call, Leftover.PRINT_STACK_TRACE);
        }
        return super.visitMethodInvocation(call, null);
    }

    private boolean isExplained(BlockTree block) {
        List<String> lines = file().lines();
        int first = subject().source().line(block);
        int last = subject().source().lastLine(block);
        return lines.subList(Math.max(0, first - 1), Math.min(lines.size(), last)).stream()
                .anyMatch(line -> line.contains("//") || line.contains("/*"));
    }

    /** Finds jumps that belong to the finally block itself. */
    private final class Returns extends TreePathScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void visitReturn(ReturnTree jump, @Nullable Void none) {
            report(jump, Quality.FINALLY_JUMP);
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void none) {
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            return null;
        }
    }
}
