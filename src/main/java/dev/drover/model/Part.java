package dev.drover.model;

import dev.drover.message.Ids;

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

    long lines() {
        return text.lines().count();
    }
}
