package dev.drover.planning;

import java.util.List;

/**
 * One thing that a request asks for, and the pattern that says how it is done.
 *
 * @param said in the words of the request, without the small ones
 * @param words by which words the pattern was found, in those of the pattern
 * @param turn wishes of a later turn come after all of an earlier one: 'then' stands between them
 */
record Wish(TaskPattern pattern, String said, List<String> words, int turn) {
    Wish {
        words = List.copyOf(words);
    }

    /** The whole request as one wish. */
    static Wish only(TaskPattern pattern) {
        return new Wish(pattern, "", List.of(), 0);
    }

    Wish as(TaskPattern other) {
        return new Wish(other, said, words, turn);
    }

    /** Whether the other must wait for this one, which stands before it in the request or has the earlier stage. */
    boolean precedes(Wish other) {
        Stage stage = pattern.stage();
        Stage later = other.pattern.stage();
        return turn < other.turn || stage.rank() < later.rank() || (stage == later && stage.oneAtATime());
    }
}
