package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.drover.agent.specialist.review.rule.Risk;
import dev.drover.message.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statements for a database that are put together from text. */
final class QueryCheck extends JavaCheck {
    private static final Set<String> CALLS = Set.of(
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "addBatch",
            "prepareStatement",
            "prepareCall",
            "createQuery",
            "createNativeQuery",
            "createSQLQuery",
            "nativeQuery",
            "query",
            "queryForObject",
            "queryForList",
            "queryForMap",
            "queryForRowSet",
            "queryForStream",
            "update",
            "batchUpdate",
            "rawQuery",
            "execSQL",
            "sql");
    private static final Pattern STATEMENT = Pattern.compile(
            "^\\s{0,50}\\(?\\s{0,50}(?i:select|insert\\s+into|update|delete|merge|replace\\s+into|from|call|exec|with|create|drop|alter|truncate|where)\\s.{0,2000}",
            Pattern.DOTALL);

    /** Where a value stands, for which a parameter could be used; names of tables and columns have no such way. */
    private static final Pattern VALUE = Pattern.compile(
            "(?i)(?:[=<>'\"(,]|\\b(?:like|values|in|between|and|limit)\\b)\\s{0,5}[('\"%]{0,3}" + BuiltText.HOLE);

    QueryCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        Optional<ExpressionTree> first = argument(call, 0);
        if (first.isPresent() && CALLS.contains(Expressions.name(call)) && !file().isTest()) {
            BuiltText.of(first.get(), names())
                    .filter(text -> STATEMENT.matcher(text.fixed()).matches())
                    .ifPresent(text -> report(
                            call, Risk.SQL, VALUE.matcher(text.fixed()).find() ? Severity.HIGH : Severity.MEDIUM));
        }
        return super.visitMethodInvocation(call, null);
    }
}
