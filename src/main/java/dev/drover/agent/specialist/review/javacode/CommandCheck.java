package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.drover.agent.specialist.review.rule.Risk;
import dev.drover.message.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands for a shell, and command lines, that are put together from text. */
final class CommandCheck extends JavaCheck {
    private static final Set<String> LISTS = Set.of("of", "asList", "command", "exec");
    private static final String SHELL = "(?:.{0,40}/)?(?:ba|z|da|k)?sh|cmd(?:\\.exe)?|powershell(?:\\.exe)?|pwsh";
    private static final String SCRIPT = "-\\w{0,3}c|/[cC]|-Command";

    CommandCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (LISTS.contains(Expressions.name(call))) {
            check(call, call.getArguments());
        }
        boolean runtime = Expressions.name(call).equals("exec")
                && Expressions.receiver(call)
                        .map(Tree::toString)
                        .filter(r -> r.equals("Runtime.getRuntime()") || r.equals("runtime") || r.equals("rt"))
                        .isPresent();
        if (runtime
                && !file().isTest()
                && argument(call, 0).flatMap(a -> BuiltText.of(a, names())).isPresent()) {
            report(call, Risk.SHELL, Severity.HIGH);
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void none) {
        if (Expressions.created(creation).equals("ProcessBuilder")) {
            check(creation, creation.getArguments());
        }
        return super.visitNewClass(creation, null);
    }

    @Override
    public @Nullable Void visitNewArray(NewArrayTree array, @Nullable Void none) {
        if (array.getInitializers() != null) {
            check(array, array.getInitializers());
        }
        return super.visitNewArray(array, null);
    }

    private void check(Tree place, List<? extends ExpressionTree> words) {
        for (int i = 0; i + 2 < words.size() && !file().isTest(); i++) {
            boolean shell =
                    Expressions.text(words.get(i)).filter(w -> w.matches(SHELL)).isPresent()
                            && Expressions.text(words.get(i + 1))
                                    .filter(w -> w.matches(SCRIPT))
                                    .isPresent();
            if (shell) {
                ExpressionTree script = words.get(i + 2);
                boolean built = BuiltText.of(script, names()).isPresent();
                boolean given = Expressions.bare(script) instanceof IdentifierTree name
                        && names().parameter(name.getName().toString()).isPresent();
                if (built || given) {
                    report(place, Risk.SHELL, built ? Severity.HIGH : Severity.MEDIUM);
                }
            }
        }
    }
}
