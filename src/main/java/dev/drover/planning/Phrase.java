package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One word, or several in a row, as a rule asks for them.
 *
 * @param text as it stands in the pattern
 * @param stems of the words that carry meaning, in order
 */
record Phrase(String text, List<String> stems) {
    /** This many other words may stand between two words of a phrase. */
    private static final int GAP = 2;

    Phrase {
        stems = List.copyOf(stems);
    }

    /** Empty when nothing in the text carries meaning, such as 'of the'. */
    static Optional<Phrase> of(String text) {
        var stems = new ArrayList<String>();
        for (String word : Words.of(text)) {
            boolean asks = stems.isEmpty() && Lexicon.QUESTIONS.contains(word);
            if (asks || Words.carriesMeaning(word)) {
                stems.add(Lexicon.NEGATORS.contains(word) ? word : Stems.of(word));
            }
        }
        return stems.isEmpty() ? Optional.empty() : Optional.of(new Phrase(text.toLowerCase(Locale.ROOT), stems));
    }

    /** Whether it stands somewhere in these tokens, affirmed. */
    boolean occursIn(List<Token> tokens) {
        return IntStream.range(0, tokens.size()).anyMatch(start -> beginsAt(tokens, start));
    }

    /** Whether it stands somewhere in these tokens, refused. */
    boolean isRefusedIn(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .anyMatch(start -> end(tokens, start, token -> token.denial() == Token.Denial.REFUSED) > 0);
    }

    /** Whether it begins with this very token, affirmed. */
    boolean beginsAt(List<Token> tokens, int start) {
        return end(tokens, start, this::isWanted) > 0;
    }

    /** Whether these tokens, a direct object, are about it: in 'a test mode flag' the flag is and the test is not. */
    boolean isHeadOf(List<Token> object) {
        for (int start = 0; start < object.size(); start++) {
            int end = end(object, start, this::isWanted);
            if (end == object.size() || (end > 0 && object.get(end).beginsAnother())) {
                return true;
            }
        }
        return false;
    }

    /** A phrase that itself denies something is looked for among denied words too. */
    private boolean isWanted(Token token) {
        return token.affirmed() || stems.stream().anyMatch(Lexicon.NEGATORS::contains);
    }

    /** The position behind the phrase that begins with this token, or -1. */
    private int end(List<Token> tokens, int start, Predicate<Token> counts) {
        int at = start;
        for (int word = 0; word < stems.size(); word++) {
            int last = word == 0 ? start : Math.min(tokens.size() - 1, at + GAP);
            while (at <= last && !matches(tokens.get(at), word, tokens.get(start), counts)) {
                at++;
            }
            if (at > last) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private boolean matches(Token token, int word, Token first, Predicate<Token> counts) {
        return token.stem().equals(stems.get(word)) && token.sentence() == first.sentence() && counts.test(token);
    }
}
