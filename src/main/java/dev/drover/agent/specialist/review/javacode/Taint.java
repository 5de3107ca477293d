package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a text comes from a request or from the names in an archive, as far as one method shows it. */
final class Taint {
    private static final Set<String> READS = Set.of(
            "getParameter",
            "getParameterValues",
            "getHeader",
            "getQueryString",
            "getPathInfo",
            "getSubmittedFileName",
            "getOriginalFilename",
            "queryParam",
            "pathParam",
            "formParam",
            "header");
    private static final Pattern REQUEST =
            Pattern.compile("(?i).{0,40}(?:req|request|ctx|context|exchange|part|file|upload|multipart)");
    private static final Set<String> ANNOTATIONS = Set.of(
            "RequestParam",
            "PathVariable",
            "RequestHeader",
            "CookieValue",
            "QueryParam",
            "PathParam",
            "HeaderParam",
            "FormParam",
            "CookieParam",
            "MatrixParam");
    private static final Pattern ARCHIVE_ENTRY =
            Pattern.compile("(?:.{0,40}\\.)?(?:Zip|Jar|Tar|Archive|SevenZ)\\w{0,20}Entry(?:<.{0,40}>)?");

    /** What gives a number, a yes or no, or a text that was made harmless. */
    private static final Set<String> ENDS = Set.of(
            "equals",
            "equalsIgnoreCase",
            "isEmpty",
            "isBlank",
            "length",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "hashCode",
            "parseInt",
            "parseLong",
            "fromString",
            "getFileName",
            "getName",
            "encode",
            "htmlEscape",
            "forHtml",
            "escapeHtml4",
            "escapeHtml",
            "forJavaScript",
            "sanitize",
            "getExtension",
            "normalize");

    private static final int MAX_STEPS = 6;

    private final Names names;

    Taint(Names names) {
        this.names = names;
    }

    boolean reaches(ExpressionTree tree) {
        return reaches(tree, MAX_STEPS);
    }

    private boolean reaches(ExpressionTree tree, int steps) {
        ExpressionTree bare = Expressions.bare(tree);
        if (steps == 0) {
            return false;
        }
        if (bare instanceof IdentifierTree identifier) {
            String name = identifier.getName().toString();
            return names.parameter(name).filter(Taint::isFromRequest).isPresent()
                    || names.values(name).stream().anyMatch(value -> reaches(value, steps - 1));
        }
        if (bare instanceof MethodInvocationTree call) {
            return isSource(call) || (!ENDS.contains(Expressions.name(call)) && passesOn(call, steps));
        }
        if (bare instanceof ConditionalExpressionTree choice) {
            return reaches(choice.getTrueExpression(), steps - 1) || reaches(choice.getFalseExpression(), steps - 1);
        }
        if (bare instanceof NewClassTree creation) {
            return creation.getArguments().stream().anyMatch(a -> reaches(a, steps - 1));
        }
        List<ExpressionTree> parts = Expressions.sum(bare);
        return parts.size() > 1 && parts.stream().anyMatch(part -> reaches(part, steps - 1));
    }

    private boolean passesOn(MethodInvocationTree call, int steps) {
        return Expressions.receiver(call).filter(r -> reaches(r, steps - 1)).isPresent()
                || call.getArguments().stream().anyMatch(a -> reaches(a, steps - 1));
    }

    private boolean isSource(MethodInvocationTree call) {
        String receiver = Expressions.receiverName(call);
        if (READS.contains(Expressions.name(call))) {
            return REQUEST.matcher(receiver).matches();
        }
        return Expressions.name(call).equals("getName")
                && call.getArguments().isEmpty()
                && ARCHIVE_ENTRY.matcher(names.type(receiver)).matches();
    }

    private static boolean isFromRequest(VariableTree parameter) {
        String type = String.valueOf(parameter.getType());
        return (type.equals("String") || type.equals("Object"))
                && parameter.getModifiers().getAnnotations().stream()
                        .map(AnnotationTree::getAnnotationType)
                        .anyMatch(a -> ANNOTATIONS.contains(Expressions.name(a)));
    }
}
