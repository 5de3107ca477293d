package dev.drover.agent.mind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A section of a guide to an API.
 *
 * @param title as Markdown
 * @param text as Markdown
 * @param names of the index; at least one
 */
record GuideSection(String title, String text, List<String> names) {
    private static final int MOST_SECTIONS = 40;
    private static final int MOST_NAMES = 40;
    private static final int LONGEST = 1500;
    private static final int LONGEST_TITLE = 100;

    /** What a name of any language is made of; nothing in it ends a code span. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_$.:#~?()]{1,200}");

    GuideSection {
        names = List.copyOf(names);
    }

    /** Those that name something in the index, each title once. */
    static List<GuideSection> in(List<JsonNode> said, ApiNames index) {
        Set<String> titles = new LinkedHashSet<>();
        var sections = new ArrayList<GuideSection>();
        for (JsonNode node : said) {
            String title = Words.markdown(text(node.path("title")), LONGEST_TITLE);
            String words = checked(text(node.path("text")), index);
            List<String> names = names(node.path("names"), index);
            boolean whole = !title.isEmpty() && !words.isEmpty() && !names.isEmpty();
            if (sections.size() < MOST_SECTIONS && whole && titles.add(title)) {
                sections.add(new GuideSection(title, words, names));
            }
        }
        return sections;
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : "";
    }

    private static List<String> names(JsonNode said, ApiNames index) {
        Set<String> names = new LinkedHashSet<>();
        said.valueStream().filter(JsonNode::isString).limit(MOST_NAMES).forEach(name -> index.known(name.asString())
                .filter(known -> NAME.matcher(known).matches())
                .ifPresent(names::add));
        return List.copyOf(names);
    }

    /** What stands between backquotes is code where the index has it, and a word like any other where not. */
    private static String checked(String text, ApiNames index) {
        String[] parts = Words.line(text, LONGEST).split("`", -1);
        var out = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            boolean code =
                    i % 2 == 1 && i < parts.length - 1 && NAME.matcher(parts[i]).matches() && index.has(parts[i]);
            String before = parts[i].startsWith(" ") ? " " : "";
            String after = parts[i].endsWith(" ") ? " " : "";
            String plain = Words.markdown(parts[i], LONGEST);
            out.append(code ? "`" + parts[i] + "`" : plain.isEmpty() ? before : before + plain + after);
        }
        return out.toString().strip();
    }

    String markdown() {
        return "## " + title + "\n\n" + text + "\n\nSee `" + String.join("`, `", names) + "`.\n";
    }
}
