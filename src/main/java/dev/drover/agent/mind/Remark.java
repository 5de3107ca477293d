package dev.drover.agent.mind;

import dev.drover.message.Severity;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a model says of a line.
 *
 * @param line as the model counts, which need not be right
 * @param quote what stands there, with single blanks between its words
 */
record Remark(String file, int line, String quote, Severity severity, String message) {
    private static final int AROUND = 2;
    private static final int SHORT = 4;
    private static final int LONGEST = 300;

    /** Empty for what is not in the form that was asked for. */
    static Optional<Remark> of(JsonNode node) {
        JsonNode line = node.path("line");
        String file = node.path("file").isString() ? node.path("file").asString() : "";
        String quote = node.path("quote").isString()
                ? node.path("quote")
                        .asString()
                        .lines()
                        .map(Remark::plain)
                        // That of a line which was shown shortened.
                        .map(text -> text.replaceFirst("(?<=.)…$", ""))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("")
                : "";
        String message = node.path("message").isString()
                ? Words.line(node.path("message").asString(), LONGEST)
                : "";
        boolean usable = !file.isEmpty() && line.canConvertToInt() && !message.isEmpty() && !quote.isEmpty();
        return usable
                ? Optional.of(new Remark(
                        file,
                        line.asInt(),
                        quote,
                        severity(node.path("severity").asString("")),
                        message))
                : Optional.empty();
    }

    /** An opinion is never as grave as what a rule can show. */
    private static Severity severity(String said) {
        return said.equals("high") || said.equals("medium") ? Severity.MEDIUM : Severity.LOW;
    }

    /** The line, counted from 1, on which the quote stands: the one that was said, or the nearest to it. */
    Optional<Integer> lineIn(List<String> lines) {
        if (line < 1 || line > lines.size()) {
            return Optional.empty();
        }
        for (int away = 0; away <= AROUND; away++) {
            for (int at : List.of(line - away, line + away)) {
                if (at >= 1 && at <= lines.size() && stands(plain(lines.get(at - 1)))) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }

    /** A brace or two letters stand on any line, so they say nothing unless they are all of it. */
    private boolean stands(String words) {
        boolean tells = quote.length() >= SHORT && quote.codePoints().anyMatch(Character::isLetterOrDigit);
        return words.equals(quote) || (tells && words.contains(quote));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
