package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

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

    /** A phrase that itself denies something is looked for among denied words too. */
    private boolean denies() {
        return stems.stream().anyMatch(Lexicon.NEGATORS::contains);
    }

    /** Whether it stands somewhere in these tokens, affirmed. */
    boolean occursIn(List<Token> tokens) {
        return occursIn(tokens, token -> denies() || token.affirmed());
    }

    /** Whether it stands somewhere in these tokens, refused. */
    boolean isRefusedIn(List<Token> tokens) {
        return occursIn(tokens, token -> token.denial() == Token.Denial.REFUSED);
    }

    private boolean occursIn(List<Token> tokens, Predicate<Token> counts) {
        for (int i = 0; i < tokens.size(); i++) {
            if (beginsAt(tokens, i, counts)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it begins with this very token. */
    boolean beginsAt(List<Token> tokens, int start) {
        return beginsAt(tokens, start, token -> denies() || token.affirmed());
    }

    private boolean beginsAt(List<Token> tokens, int start, Predicate<Token> counts) {
        int at = start;
        for (int word = 0; word < stems.size(); word++) {
            int last = word == 0 ? start : Math.min(tokens.size() - 1, at + GAP);
            while (at <= last && !matches(tokens.get(at), word, tokens.get(start), counts)) {
                at++;
            }
            if (at > last) {
                return false;
            }
            at++;
        }
        return true;
    }

    private boolean matches(Token token, int word, Token first, Predicate<Token> counts) {
        return token.stem().equals(stems.get(word)) && token.sentence() == first.sentence() && counts.test(token);
    }
}
