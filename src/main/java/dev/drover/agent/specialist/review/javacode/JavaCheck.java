package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.KnownRule;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.message.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A walk over one file's tree that reports what it finds. Made for one file and used once. */
abstract class JavaCheck extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Subject subject;

    JavaCheck(Subject subject) {
        this.subject = subject;
    }

    final SourceFile file() {
        return subject.file();
    }

    final Subject subject() {
        return subject;
    }

    final void report(Tree place, KnownRule rule, Severity severity) {
        add(Hit.at(file(), line(place), rule, severity));
    }

    final void report(Tree place, KnownRule rule) {
        report(place, rule, rule.severity());
    }

    final void add(Hit hit) {
        if (subject.hits().stream()
                .noneMatch(h -> h.line() == hit.line() && h.rule().equals(hit.rule()))) {
            subject.hits().add(hit);
        }
    }

    /** Where a reader looks for it: a call in a chain at its own name. */
    final int line(Tree place) {
        if (place instanceof MethodInvocationTree call) {
            return subject.source().lastLine(call.getMethodSelect());
        }
        return subject.source().line(place);
    }

    /** The method around the place that is visited now; a lambda belongs to the method that it stands in. */
    final Optional<MethodTree> method() {
        return around(MethodTree.class);
    }

    final Optional<ClassTree> type() {
        return around(ClassTree.class);
    }

    private <T extends Tree> Optional<T> around(Class<T> kind) {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            if (kind.isInstance(path.getLeaf())) {
                return Optional.of(kind.cast(path.getLeaf()));
            }
        }
        return Optional.empty();
    }

    /** The names in the method around this place, and what they are given. */
    final Names names() {
        return Names.of(method(), type());
    }

    /** Whether the method around this place holds the text anywhere. */
    final boolean methodMentions(String... texts) {
        String body = method().map(MethodTree::toString).orElse("");
        for (String text : texts) {
            if (body.contains(text)) {
                return true;
            }
        }
        return false;
    }

    static Optional<ExpressionTree> argument(MethodInvocationTree call, int index) {
        return index < call.getArguments().size()
                ? Optional.of(call.getArguments().get(index))
                : Optional.empty();
    }
}
