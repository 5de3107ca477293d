package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.drover.agent.specialist.review.rule.Risk;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trust managers and host-name verifiers that accept everything. */
final class TrustCheck extends JavaCheck {
    private static final Set<String> ACCEPT_ALL = Set.of(
            "NoopHostnameVerifier",
            "ALLOW_ALL_HOSTNAME_VERIFIER",
            "AllowAllHostnameVerifier",
            "TrustAllStrategy",
            "InsecureTrustManagerFactory",
            "TrustAllTrustManager");
    private static final Set<String> SETTERS =
            Set.of("setHostnameVerifier", "setDefaultHostnameVerifier", "hostnameVerifier", "setSSLHostnameVerifier");

    TrustCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        BlockTree body = method.getBody();
        if (body != null && !file().isTest()) {
            String name = method.getName().toString();
            boolean trusts =
                    name.equals("checkServerTrusted") && body.getStatements().isEmpty();
            boolean verifies = name.equals("verify")
                    && method.getParameters().size() == 2
                    && String.valueOf(method.getParameters().get(1).getType()).endsWith("SSLSession")
                    && returnsTrue(body);
            if (trusts || verifies) {
                report(method, Risk.TLS_UNCHECKED);
            }
        }
        return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (SETTERS.contains(Expressions.name(call)) && !file().isTest()) {
            argument(call, 0).filter(TrustCheck::acceptsAll).ifPresent(a -> report(call, Risk.TLS_UNCHECKED));
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        boolean verifier = String.valueOf(variable.getType()).endsWith("HostnameVerifier");
        if (verifier
                && variable.getInitializer() != null
                && acceptsAll(variable.getInitializer())
                && !file().isTest()) {
            report(variable, Risk.TLS_UNCHECKED);
        }
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void none) {
        boolean used = getCurrentPath().getParentPath() != null
                && !(getCurrentPath().getParentPath().getLeaf() instanceof VariableTree);
        if (used && ACCEPT_ALL.contains(name.getName().toString()) && !file().isTest()) {
            report(name, Risk.TLS_UNCHECKED);
        }
        return super.visitIdentifier(name, null);
    }

    private static boolean acceptsAll(ExpressionTree verifier) {
        return verifier instanceof LambdaExpressionTree lambda
                && lambda.getParameters().size() == 2
                && returnsTrue(lambda.getBody());
    }

    private static boolean returnsTrue(Tree body) {
        if (body instanceof BlockTree block) {
            return block.getStatements().size() == 1
                    && block.getStatements().getFirst() instanceof ReturnTree result
                    && result.getExpression() != null
                    && returnsTrue(result.getExpression());
        }
        return body instanceof LiteralTree literal && Boolean.TRUE.equals(literal.getValue());
    }
}
