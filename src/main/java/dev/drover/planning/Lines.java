package dev.drover.planning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Sees where a line ends a sentence although no mark says so: people write lists of wishes without bullets. */
final class Lines {
    /** Nobody wraps prose at so small a width. */
    private static final int WIDTH_OF_A_LIST = 30;

    /** A line that could have held the next word and so much more was ended on purpose. */
    private static final int SLACK = 8;

    private static final Set<String> GO_ON = Set.of(
            "and",
            "or",
            "nor",
            "but",
            "to",
            "not",
            "last",
            "next",
            "new",
            "latest",
            "current",
            "previous",
            "old",
            "first");

    private Lines() {}

    /** The text with a full stop at the end of each line that was ended on purpose and does not go on in the next. */
    static String marked(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        String[] lines = text.split("\n", -1);
        int width = Arrays.stream(lines).mapToInt(String::length).max().orElse(0);
        var marked = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            boolean ends = endsSentence(lines[i - 1].strip(), lines[i].strip(), width);
            marked.append(ends ? ".\n" : "\n").append(lines[i]);
        }
        return marked.toString();
    }

    private static boolean endsSentence(String line, String next, int width) {
        String first = next.split(" ", 2)[0];
        return !line.isEmpty()
                && Character.isLetterOrDigit(line.charAt(line.length() - 1))
                && (width <= WIDTH_OF_A_LIST || line.length() + first.length() + SLACK < width)
                && !isSmall(line.substring(line.lastIndexOf(' ') + 1))
                && !GO_ON.contains(first.toLowerCase(Locale.ROOT));
    }

    private static boolean isSmall(String last) {
        String word = last.toLowerCase(Locale.ROOT);
        return GO_ON.contains(word)
                || Lexicon.ARTICLES.contains(word)
                || Lexicon.PREPOSITIONS.contains(word)
                || Lexicon.NEGATORS.contains(word)
                || Lexicon.DROPPED.contains(word)
                || word.endsWith("n't");
    }
}
