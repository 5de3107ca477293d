package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import dev.drover.agent.specialist.review.rule.Leftover;
import dev.drover.message.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tests that are switched off. */
final class LeftoverCheck extends JavaCheck {
    private static final Set<String> SKIPS = Set.of("Disabled", "Ignore");

    LeftoverCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
        boolean junit = file().text().contains("org.junit") || file().text().contains("org.testng");
        if (junit && SKIPS.contains(Expressions.name(annotation.getAnnotationType()))) {
            boolean reason = annotation.getArguments().stream()
                    .map(a -> a instanceof AssignmentTree given ? given.getExpression() : a)
                    .anyMatch(a -> Expressions.text(a).filter(t -> !t.isBlank()).isPresent()
                            || Expressions.sum(a).size() > 1);
            report(annotation, Leftover.SKIPPED_TEST, reason ? Severity.INFO : Severity.LOW);
        }
        return super.visitAnnotation(annotation, null);
    }
}
