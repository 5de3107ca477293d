package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.drover.agent.specialist.review.rule.KnownRule;
import dev.drover.agent.specialist.review.rule.Risk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts from a request, or names from an archive, that reach a path, an address, a page or a program unchecked. */
final class RequestCheck extends JavaCheck {
    private static final Set<String> FILES = Set.of(
            "File",
            "FileInputStream",
            "FileOutputStream",
            "FileReader",
            "FileWriter",
            "RandomAccessFile",
            "PrintWriter");
    private static final Set<String> PRINTS = Set.of("print", "println", "write", "printf", "append");

    RequestCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void none) {
        String created = Expressions.created(creation);
        if (FILES.contains(created)) {
            path(creation, creation.getArguments());
        } else if (created.equals("URL") || created.equals("URI")) {
            check(creation, creation.getArguments(), Risk.SERVER_REQUEST);
        } else if (created.equals("ProcessBuilder")) {
            check(creation, creation.getArguments(), Risk.SHELL);
        }
        return super.visitNewClass(creation, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        String receiver = Expressions.receiverName(call);
        switch (Expressions.name(call)) {
            case "get" -> pathOf(call, receiver.equals("Paths"));
            case "of" -> pathOf(call, receiver.equals("Path"));
            case "resolve" -> pathOf(call, true);
            case "sendRedirect" -> check(call, call.getArguments(), Risk.OPEN_REDIRECT);
            case "create" -> {
                if (receiver.equals("URI")) {
                    check(call, call.getArguments(), Risk.SERVER_REQUEST);
                }
            }
            case "exec" -> check(call, call.getArguments(), Risk.SHELL);
            case "eval", "parseExpression" -> check(call, call.getArguments(), Risk.EVAL);
            case "lookup" -> check(call, call.getArguments(), Risk.UNSAFE_LOAD);
            default -> further(call, receiver);
        }
        return super.visitMethodInvocation(call, null);
    }

    private void further(MethodInvocationTree call, String receiver) {
        if (PRINTS.contains(Expressions.name(call)) && receiver.equals("getWriter")) {
            check(call, call.getArguments(), Risk.HTML_INJECTION);
        }
    }

    private void pathOf(MethodInvocationTree call, boolean isPath) {
        if (isPath) {
            path(call, call.getArguments());
        }
    }

    private void path(Tree place, List<? extends ExpressionTree> arguments) {
        Optional<? extends ExpressionTree> reached = reached(arguments);
        boolean checked = reached.isPresent()
                && methodMentions("startsWith", "toRealPath", "getCanonicalPath", "isAncestor", "sanitize", "\"..\"");
        if (reached.isPresent() && !checked) {
            report(place, Risk.PATH_TRAVERSAL);
        }
    }

    private void check(Tree place, List<? extends ExpressionTree> arguments, KnownRule rule) {
        if (reached(arguments).isPresent()) {
            report(place, rule);
        }
    }

    private Optional<? extends ExpressionTree> reached(List<? extends ExpressionTree> arguments) {
        if (arguments.isEmpty() || file().isTest() || arguments.stream().allMatch(Expressions::isConstant)) {
            return Optional.empty();
        }
        var taint = new Taint(names());
        return arguments.stream().filter(taint::reaches).findFirst();
    }
}
