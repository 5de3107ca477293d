package dev.drover.agent.specialist.documentation.links;

import dev.drover.agent.specialist.documentation.links.PageLinks.Link;
import dev.drover.agent.specialist.documentation.page.Slugs;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Links and headings of a Markdown page, as CommonMark reads it. */
final class MarkdownScan {
    private static final Pattern OWN_ANCHOR = Pattern.compile("\\s*\\{\\s*#([^\\s{}]{1,200})[^{}]{0,200}\\}\\s*$");

    private final List<Link> links = new ArrayList<>();
    private final List<String> anchors = new ArrayList<>();
    private final Set<String> footnotes = new HashSet<>();
    private final Slugs slugs = new Slugs();

    private MarkdownScan() {}

    static PageLinks page(String path, String text) throws IOException {
        var scan = new MarkdownScan();
        try {
            walk(parser().parse(Brackets.paired(text)), scan::node);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(path + " cannot be read as Markdown: " + e, e);
        }
        // What looks like the target of a reference is the text of a note.
        scan.links.removeIf(link -> scan.footnotes.contains(link.destination()));
        return new PageLinks(scan.links, scan.anchors);
    }

    private static Parser parser() {
        return Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .customBlockParserFactory(new LongParagraphs())
                .build();
    }

    private void node(Node node) {
        switch (node) {
            case org.commonmark.node.Link link -> links.add(new Link(link.getDestination(), line(link)));
            case Image image -> links.add(new Link(image.getDestination(), line(image)));
            case Heading heading -> heading(heading);
            case HtmlInline html -> html(html.getLiteral(), line(html));
            case HtmlBlock html -> html(html.getLiteral(), line(html));
            case LinkReferenceDefinition definition -> {
                if (definition.getLabel().startsWith("^")) {
                    footnotes.add(definition.getDestination());
                }
            }
            default -> {}
        }
    }

    private void heading(Heading heading) {
        var text = new StringBuilder();
        walk(heading, node -> {
            if (node instanceof Text plain) {
                text.append(plain.getLiteral());
            } else if (node instanceof Code code) {
                text.append(code.getLiteral());
            }
        });
        Matcher own = OWN_ANCHOR.matcher(text);
        if (own.find()) {
            anchors.add(own.group(1));
            text.setLength(own.start());
        }
        anchors.add(slugs.next(text.toString()));
    }

    private void html(String html, int line) {
        HtmlScan scan = HtmlScan.part(html, line);
        links.addAll(scan.links());
        anchors.addAll(scan.anchors());
    }

    private static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 1
                : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    /** In the order of the text, however deep it nests. */
    private static void walk(Node root, Consumer<Node> visitor) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.pop();
            visitor.accept(node);
            for (Node child = node.getLastChild(); child != null; child = child.getPrevious()) {
                open.push(child);
            }
        }
    }
}
