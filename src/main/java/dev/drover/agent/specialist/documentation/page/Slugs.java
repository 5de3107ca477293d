package dev.drover.agent.specialist.documentation.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The anchors that hosts of repositories give to headings: the text in lower case, counted when it comes again. */
public final class Slugs {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** The anchor of the next heading of the page. */
    public String next(String heading) {
        String slug = of(heading);
        String unique = slug;
        while (!taken.add(unique)) {
            unique = slug + "-" + counts.merge(slug, 1, Integer::sum);
        }
        return unique;
    }

    private static String of(String heading) {
        var out = new StringBuilder();
        heading.strip().toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (c == ' ') {
                out.append('-');
            } else if (Character.isLetterOrDigit(c)
                    || c == '-'
                    || c == '_'
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.CONNECTOR_PUNCTUATION) {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
