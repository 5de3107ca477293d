package dev.drover.agent.specialist.documentation.api;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.TextTree;
import dev.drover.agent.specialist.documentation.page.Markdown;
import java.util.List;
import java.util.Optional;

/** The first sentence of a Javadoc comment as one line of Markdown. */
final class FirstSentence {
    private static final String CHARACTER_REFERENCE = "&#?[A-Za-z0-9]{1,32};";

    private FirstSentence() {}

    static String of(DocCommentTree comment) {
        String sentence = markdown(comment.getFirstSentence());
        if (sentence.isEmpty()) {
            sentence = returned(comment).orElse("");
        }
        boolean deprecated = comment.getBlockTags().stream().anyMatch(tag -> tag.getKind() == DocTree.Kind.DEPRECATED);
        return deprecated ? ("**Deprecated.** " + sentence).strip() : sentence;
    }

    private static Optional<String> returned(DocCommentTree comment) {
        return comment.getBlockTags().stream()
                .filter(ReturnTree.class::isInstance)
                .map(tag -> markdown(((ReturnTree) tag).getDescription()))
                .filter(text -> !text.isEmpty())
                .map(text -> "Returns " + text)
                .findFirst();
    }

    private static String markdown(List<? extends DocTree> trees) {
        var out = new StringBuilder();
        trees.forEach(tree -> append(out, tree));
        return out.toString().replaceAll(" {2,}", " ").strip();
    }

    private static void append(StringBuilder out, DocTree tree) {
        switch (tree.getKind()) {
            case TEXT -> out.append(Markdown.part(((TextTree) tree).getBody()));
            case ERRONEOUS -> out.append(Markdown.part(((ErroneousTree) tree).getBody()));
            case MARKDOWN -> markdownText(out, ((RawTextTree) tree).getContent());
            case CODE -> out.append(Markdown.code(((LiteralTree) tree).getBody().getBody()));
            case LITERAL ->
                out.append(Markdown.part(((LiteralTree) tree).getBody().getBody()));
            case LINK, LINK_PLAIN -> link(out, (LinkTree) tree);
            case SUMMARY -> out.append(markdown(((SummaryTree) tree).getSummary()));
            case RETURN -> out.append("Returns ").append(markdown(((ReturnTree) tree).getDescription()));
            case ENTITY -> out.append(entity((EntityTree) tree));
            case START_ELEMENT, END_ELEMENT -> {
                // Only a break between words is kept of HTML.
                if (!out.isEmpty()
                        && !tree.toString().matches("(?i)</?(?:code|b|i|em|strong|tt|a|sup|sub|kbd|var)\\b.*")) {
                    out.append(' ');
                }
            }
            default -> {}
        }
    }

    private static void link(StringBuilder out, LinkTree link) {
        String label = markdown(link.getLabel());
        String target = link.getReference().getSignature().replace('#', '.');
        out.append(label.isEmpty() ? Markdown.code(target.startsWith(".") ? target.substring(1) : target) : label);
    }

    private static String entity(EntityTree entity) {
        String reference = entity.toString();
        return reference.matches(CHARACTER_REFERENCE) ? reference : Markdown.part(reference);
    }

    /** A comment that is Markdown itself keeps its code spans; the rest is text. */
    private static void markdownText(StringBuilder out, String text) {
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && i < parts.length - 1;
            out.append(code ? Markdown.code(parts[i]) : Markdown.part(parts[i]));
        }
    }
}
