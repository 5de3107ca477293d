package dev.drover.planning;

import java.util.List;
import java.util.Locale;

/**
 * Brings the forms of an English word to one: tests, testing, tested become test. It strips endings and knows no
 * dictionary, so a stem need not be a word; what counts is that the forms meet. British and American spellings meet too.
 */
final class Stems {
    /** Longest first, so that what is stripped does not depend on luck. */
    private static final List<String> ENDINGS = List.of(
            "izations",
            "ization",
            "ations",
            "ating",
            "ation",
            "ments",
            "ities",
            "izing",
            "ators",
            "ator",
            "ated",
            "ates",
            "ment",
            "ness",
            "ings",
            "ions",
            "ized",
            "izes",
            "ize",
            "ate",
            "ing",
            "ity",
            "ion",
            "ied",
            "ies",
            "als",
            "ors",
            "ed",
            "es",
            "ly",
            "al",
            "or",
            "s",
            "e",
            "y");

    private static final int SHORTEST = 3;

    private Stems() {}

    static String of(String word) {
        String stem = word.toLowerCase(Locale.ROOT);
        if (stem.length() <= SHORTEST || stem.chars().anyMatch(c -> c < 'a' || c > 'z')) {
            return stem;
        }
        stem = american(stem);
        for (String shorter = stripped(stem); !shorter.equals(stem); shorter = stripped(stem)) {
            stem = shorter;
        }
        return stem;
    }

    private static String american(String word) {
        return word.replaceFirst("isation(s?)$", "ization$1")
                .replaceFirst("(.{3})is(e|es|ed|ing|er|ers)$", "$1iz$2")
                .replaceFirst("(.{2})ys(e|es|ed|ing|is)$", "$1yz$2")
                .replaceFirst("yz(is|es)$", "yze")
                .replaceFirst("our$", "or");
    }

    private static String stripped(String word) {
        for (String ending : ENDINGS) {
            int left = word.length() - ending.length();
            if (word.endsWith(ending) && left >= shortest(ending) && !(ending.equals("s") && word.endsWith("ss"))) {
                return undoubled(strip(word, ending.length()));
            }
        }
        return word;
    }

    /** The longer endings that also begin ordinary words need more in front of them. */
    private static int shortest(String ending) {
        return switch (ending) {
            case "s", "ing", "ed", "es", "e", "y", "ied", "ies" -> SHORTEST;
            default -> SHORTEST + 1;
        };
    }

    private static String strip(String word, int characters) {
        return word.substring(0, word.length() - characters);
    }

    /** Running and run: one of two equal consonants goes, except where words end in them by themselves. */
    private static String undoubled(String word) {
        int length = word.length();
        char last = word.charAt(length - 1);
        boolean doubled = length > SHORTEST && last == word.charAt(length - 2) && "aeioulsz".indexOf(last) < 0;
        return doubled ? strip(word, 1) : word;
    }
}
