package dev.drover.agent.specialist.documentation.changelog;

import dev.drover.agent.specialist.documentation.page.Document;
import dev.drover.agent.specialist.documentation.page.Refused;
import dev.drover.agent.specialist.documentation.page.Section;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where in a changelog a version's section stands: below its heading, and a new heading above the versions before. */
final class ChangelogPage {
    private static final Pattern HEADING = Pattern.compile("##[ \\t].*");
    private static final Pattern AFTER_VERSION = Pattern.compile("(?:[\\s\\](-].*)?");

    private ChangelogPage() {}

    static Section section(String title) {
        return new Section("changelog:" + title.toLowerCase(Locale.ROOT));
    }

    /**
     * The page with the section saying {@code markdown}.
     *
     * @param heading the heading that is made when there is none for the title yet
     */
    static Document put(Document document, String page, String title, String heading, String markdown) throws Refused {
        Section section = section(title);
        if (section.isIn(document)) {
            return section.put(document, page, markdown);
        }
        Document headed = document;
        int at = headed.find(line -> isHeadingOf(line, title));
        if (at < 0) {
            headed = withHeading(document, title, "## " + heading + "\n");
            at = headed.find(line -> isHeadingOf(line, title));
        }
        return section.put(headed, page, markdown, headed.nextLine(at));
    }

    /** What is not released yet stays above all versions. */
    private static Document withHeading(Document document, String title, String heading) {
        int first = document.find(line -> HEADING.matcher(line).matches()
                && (title.equals(Changelog.UNRELEASED) || !isHeadingOf(line, Changelog.UNRELEASED)));
        String text = document.text();
        if (first >= 0) {
            return document.replace(first, first, heading + "\n");
        }
        String gap = text.isEmpty() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
        return document.replace(text.length(), text.length(), gap + heading);
    }

    /** {@code ## Unreleased}, {@code ## [1.4.0] - 2026-11-26}, {@code ## v1.4.0}. */
    private static boolean isHeadingOf(String line, String title) {
        if (!HEADING.matcher(line).matches()) {
            return false;
        }
        String text = line.substring(2).strip();
        text = text.startsWith("[") ? text.substring(1) : text;
        boolean v = text.regionMatches(true, 0, "v", 0, 1)
                && !title.regionMatches(true, 0, "v", 0, 1)
                && text.length() > 1
                && Character.isDigit(text.charAt(1));
        text = v ? text.substring(1) : text;
        return text.regionMatches(true, 0, title, 0, title.length())
                && AFTER_VERSION.matcher(text.substring(title.length())).matches();
    }
}
