package dev.drover.agent.specialist.documentation.overview;

import java.util.Optional;

/** The first paragraph of a page that is prose: no heading, badge, comment, list or code. */
final class FirstParagraph {
    private static final int MAX_LINES = 200;

    private FirstParagraph() {}

    static Optional<String> of(String markdown) {
        var paragraph = new StringBuilder();
        boolean code = false;
        for (String raw : markdown.lines().limit(MAX_LINES).toList()) {
            String line = raw.strip();
            if (line.startsWith("```") || line.startsWith("~~~")) {
                code = !code;
            }
            boolean prose = !code && !raw.startsWith("    ") && beginsAsProse(line, paragraph.isEmpty());
            if (prose) {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
            } else if (!paragraph.isEmpty()) {
                break;
            }
        }
        return paragraph.isEmpty() ? Optional.empty() : Optional.of(paragraph.toString());
    }

    private static boolean beginsAsProse(String line, boolean first) {
        if (line.isEmpty() || "#<`|>".indexOf(line.charAt(0)) >= 0) {
            return false;
        }
        boolean emphasised = line.startsWith("*") && !line.startsWith("* ");
        return !first || emphasised || Character.isLetterOrDigit(line.codePointAt(0));
    }
}
