package dev.drover.model;

import java.util.List;

/**
 * A prompt that fits in the window.
 *
 * @param turns one of the system and one of the user
 * @param cut a sentence for each part that was left out or shortened, and for system and task where it befell them
 * @param leftOut the parts of which nothing is shown
 */
public record Fitted(List<Turn> turns, List<String> cut, List<Part> leftOut) {
    public Fitted {
        turns = List.copyOf(turns);
        cut = List.copyOf(cut);
        leftOut = List.copyOf(leftOut);
    }
}
