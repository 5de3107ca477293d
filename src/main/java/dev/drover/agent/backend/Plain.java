package dev.drover.agent.backend;

import dev.drover.message.Ids;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes words of a stranger fit to be printed. */
final class Plain {
    /** Colours and movements of a terminal, which say nothing in a message (ECMA-48, 5.4). */
    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");

    private Plain() {}

    static String line(String text, int limit) {
        return Ids.printable(
                CONTROL_SEQUENCE
                        .matcher(cut(text, limit))
                        .replaceAll("")
                        .strip()
                        .replaceAll("\\s*\\R\\s*", " "),
                limit);
    }

    static String lines(String text, int limit) {
        return CONTROL_SEQUENCE
                .matcher(cut(text, limit))
                .replaceAll("")
                .strip()
                .lines()
                .map(line -> Ids.printable(line.replace("\t", "    "), limit))
                .collect(Collectors.joining("\n"));
    }

    /** Twice as much as is shown, before anything looks at all of it. */
    private static String cut(String text, int limit) {
        return text.length() > 2 * limit ? text.substring(0, 2 * limit) : text;
    }
}
