package dev.drover.planning;

import java.util.List;

/**
 * A piece of a request with at most one command.
 *
 * @param lead position of the command among the tokens, or -1
 * @param rank whether what it asks for is the main thing
 * @param hidden whether other words than politeness stand before the command: 'users should be able to review …'
 */
record Clause(List<Token> tokens, int lead, Rank rank, boolean hidden) {
    /** How much a clause says about what the request wants. */
    enum Rank {
        /** The first command. */
        MAIN,
        /** A further command, a circumstance, or what only looks like a command. */
        SIDE
    }

    Clause {
        tokens = List.copyOf(tokens);
    }

    Clause ranked(Rank other) {
        return new Clause(tokens, lead, other, hidden);
    }

    Clause withoutCommand() {
        return new Clause(tokens, -1, Rank.SIDE, true);
    }

    /** The direct object: what stands between the command, or the beginning, and the first preposition. */
    List<Token> object() {
        int start = lead + 1;
        if (lead < 0) {
            while (start < tokens.size() && tokens.get(start).isFiller()) {
                start++;
            }
        }
        int end = start;
        while (end < tokens.size()
                && !(tokens.get(end).afterPreposition()
                        && (lead >= 0 || end > start)
                        && !(end == start && isSought(end)))) {
            end++;
        }
        return tokens.subList(Math.min(start, tokens.size()), end);
    }

    /** 'Look for bugs': what stands behind is the object. */
    private boolean isSought(int at) {
        return lead >= 0
                && Lexicon.SEARCHING.contains(command().raw())
                && tokens.get(at).preposition().equals("for");
    }

    /** How many words stand behind the command, which itself is so many words long; politeness does not count. */
    int wordsBehind(int commandWords) {
        return Math.toIntExact(tokens.stream()
                .skip(lead + (long) commandWords)
                .filter(token -> !token.isFiller())
                .count());
    }

    Token command() {
        return tokens.get(lead);
    }

    /** Its words, without the small ones. */
    String said() {
        return String.join(" ", tokens.stream().map(Token::raw).toList());
    }
}
