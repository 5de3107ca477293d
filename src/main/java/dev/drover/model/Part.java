package dev.drover.model;

import dev.drover.message.Ids;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model is shown besides its task.
 *
 * @param title one line, shown above it
 * @param relevance the higher, the later it is cut; of two that are equal the one that was added later goes first
 */
public record Part(String title, String text, int relevance) {
    private static final int LONGEST_TITLE = 200;

    public Part {
        title = Ids.printable(title, LONGEST_TITLE);
    }

    /** Which knowledge was given, as a sentence with a space before it; nothing when there was none. */
    public static String given(List<Part> knowledge) {
        return knowledge.isEmpty()
                ? ""
                : " Given: "
                        + knowledge.stream()
                                .map(part -> part.title().replaceFirst("^Known: ", ""))
                                .collect(Collectors.joining("; "))
                        + ".";
    }

    long lines() {
        return text.lines().count();
    }
}
