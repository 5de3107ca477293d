package dev.drover.agent.specialist.documentation.links;

import dev.drover.agent.specialist.documentation.links.PageLinks.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Attributes of HTML that link or name a place. It goes over the text once, whatever is wrong with it, and builds no
 * tree.
 */
final class HtmlScan {
    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");
    private static final List<String> TEMPLATE = List.of("{{", "{%", "<%", "${", "th:href", "th:src");

    private final String html;
    private int at;
    private int line;
    private int counted;
    private boolean based;
    private final List<Link> links = new ArrayList<>();
    private final List<String> anchors = new ArrayList<>();

    private HtmlScan(String html, int firstLine) {
        this.html = html;
        this.line = firstLine;
    }

    /** A whole page; one that a program fills in, or that moves its base, has no links that can be checked. */
    static PageLinks page(String html) {
        HtmlScan scan = part(html, 1);
        boolean template = TEMPLATE.stream().anyMatch(html::contains);
        return new PageLinks(template || scan.based ? List.of() : scan.links, scan.anchors);
    }

    /** A part of a page that begins on the given line. */
    static HtmlScan part(String html, int firstLine) {
        var scan = new HtmlScan(html, firstLine);
        scan.run();
        return scan;
    }

    List<Link> links() {
        return links;
    }

    List<String> anchors() {
        return anchors;
    }

    private void run() {
        for (at = html.indexOf('<'); at >= 0 && at < html.length(); at = html.indexOf('<', at)) {
            if (html.startsWith("<!--", at)) {
                skipBehind("-->");
            } else if (at + 1 < html.length() && Character.isLetter(html.charAt(at + 1))) {
                at++;
                tag(word().toLowerCase(Locale.ROOT));
            } else {
                at++;
            }
        }
    }

    private void tag(String name) {
        based |= name.equals("base");
        while (at < html.length() && html.charAt(at) != '>') {
            int before = at;
            String attribute = word().toLowerCase(Locale.ROOT);
            if (attribute.isEmpty()) {
                at = before + 1;
            } else {
                int place = before;
                value().ifPresent(value -> attribute(attribute, value, place));
            }
        }
        if (RAW.contains(name)) {
            skipRaw(name);
        }
    }

    private void attribute(String name, String value, int place) {
        switch (name) {
            case "href", "src" -> links.add(new Link(value.strip().replace("&amp;", "&"), line(place)));
            case "id", "name" -> anchors.add(value);
            default -> {}
        }
    }

    /** The value behind an equals sign. */
    private Optional<String> value() {
        int equals = space(at);
        if (equals >= html.length() || html.charAt(equals) != '=') {
            return Optional.empty();
        }
        at = space(equals + 1);
        if (at >= html.length()) {
            return Optional.empty();
        }
        char quote = html.charAt(at);
        int end = at;
        if (quote == '"' || quote == '\'') {
            end = html.indexOf(quote, at + 1);
            String value = end < 0 ? "" : html.substring(at + 1, end);
            at = end < 0 ? html.length() : end + 1;
            return end < 0 ? Optional.empty() : Optional.of(value);
        }
        while (end < html.length() && !Character.isWhitespace(html.charAt(end)) && html.charAt(end) != '>') {
            end++;
        }
        String value = html.substring(at, end);
        at = end;
        return Optional.of(value);
    }

    /** Letters, digits and what else names of tags and attributes are made of. */
    private String word() {
        int end = at;
        while (end < html.length()
                && (Character.isLetterOrDigit(html.charAt(end)) || "-_:".indexOf(html.charAt(end)) >= 0)) {
            end++;
        }
        String word = html.substring(at, end);
        at = end;
        return word;
    }

    private int space(int from) {
        int end = from;
        while (end < html.length() && Character.isWhitespace(html.charAt(end))) {
            end++;
        }
        return end;
    }

    /** What stands in a script is no HTML up to its end tag. */
    private void skipRaw(String name) {
        for (int end = html.indexOf("</", at); end >= 0; end = html.indexOf("</", end + 2)) {
            if (html.regionMatches(true, end + 2, name, 0, name.length())) {
                at = end;
                return;
            }
        }
        at = html.length();
    }

    private void skipBehind(String end) {
        int found = html.indexOf(end, at);
        at = found < 0 ? html.length() : found + end.length();
    }

    /** The line of a place at or behind the last one that was asked for. */
    private int line(int place) {
        for (; counted < place; counted++) {
            line += html.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }
}
