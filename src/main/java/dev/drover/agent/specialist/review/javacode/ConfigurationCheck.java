package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.drover.agent.specialist.review.rule.Risk;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Protections that are switched off, and secrets in the log. */
final class ConfigurationCheck extends JavaCheck {
    private static final Set<String> LEVELS =
            Set.of("trace", "debug", "info", "warn", "error", "fine", "finer", "severe", "warning", "log");
    private static final Pattern SECRET =
            Pattern.compile("(?:.{0,40}|get.{0,40})(?:password|passwd|secretkey|apikey|accesstoken|privatekey)");

    ConfigurationCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        String name = Expressions.name(call);
        String receiver = Expressions.receiverName(call);
        if (file().isTest()) {
            return super.visitMethodInvocation(call, null);
        }
        boolean chained = name.equals("disable") && receiver.equals("csrf");
        boolean configured = name.equals("csrf")
                && argument(call, 0).filter(ConfigurationCheck::disables).isPresent();
        if (chained || configured) {
            report(call, Risk.CSRF_OFF);
        }
        if (LEVELS.contains(name) && receiver.toLowerCase(Locale.ROOT).matches("log|.{0,20}logger")) {
            boolean secret = call.getArguments().stream()
                    .flatMap(a -> Expressions.sum(a).stream())
                    .map(part -> Expressions.name(part).toLowerCase(Locale.ROOT))
                    .anyMatch(part -> SECRET.matcher(part).matches());
            if (secret) {
                report(call, Risk.SECRET_LOGGED);
            }
        }
        return super.visitMethodInvocation(call, null);
    }

    private static boolean disables(ExpressionTree argument) {
        return (argument instanceof MemberReferenceTree reference
                        && reference.getName().contentEquals("disable"))
                || (argument instanceof LambdaExpressionTree lambda
                        && lambda.getBody().toString().endsWith(".disable()"));
    }
}
