package dev.drover.agent.mind;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Shortened;
import java.util.regex.Pattern;

/** Words of a model on their way to a person: text, and nothing that steers a terminal or a page. */
final class Words {
    /** Control and format characters, which also turn the direction of text, halves of pairs, and separators. */
    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{C}\\uFFFD]+");

    private Words() {}

    /** One line of at most so many characters. */
    static String line(String text, int max) {
        String plain = SafeFiles.withoutEscapes(Shortened.of(text, 20 * max));
        return Shortened.of(UNSEEN.matcher(plain).replaceAll(" ").strip(), max);
    }

    /** One line of text in a page of Markdown, where none of it is markup, and no address becomes a link. */
    static String markdown(String text, int max) {
        var out = new StringBuilder();
        line(text, max).codePoints().forEach(c -> out.append("\\`*_[]<>|#!&~".indexOf(c) >= 0 ? "\\" : "")
                .appendCodePoint(c));
        return out.toString().replace("://", ":\\//");
    }
}
