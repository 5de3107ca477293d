package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request says, taken apart: clauses with their commands and direct objects, and all words.
 *
 * @param tokens all of them, in order
 * @param stems those of the tokens: most phrases of most patterns are ruled out by a look at these
 */
record RequestText(List<Clause> clauses, List<Token> tokens, Set<String> stems) {
    RequestText {
        clauses = List.copyOf(clauses);
        tokens = List.copyOf(tokens);
        stems = Set.copyOf(stems);
    }

    boolean mayHold(Phrase phrase) {
        return stems.contains(phrase.stems().getFirst());
    }

    /** The pieces between commas, 'and's and the ends of sentences, each as if it stood alone; the first so many. */
    List<RequestText> pieces(Patterns patterns, int most) {
        var pieces = new ArrayList<List<Token>>();
        for (Token token : tokens) {
            if (pieces.isEmpty() || pieces.getLast().getLast().part() != token.part()) {
                pieces.add(new ArrayList<>());
            }
            pieces.getLast().add(token);
        }
        return pieces.stream()
                .limit(most)
                .map(piece -> of(clauses(List.of(piece), patterns.vocabulary())))
                .toList();
    }

    /**
     * What is plainly commanded: without sentences that ask or set a condition, and without commands in a roundabout way.
     *
     * @param tested whether a command for the time when the tests have passed is one, since they are run
     */
    RequestText bidden(boolean tested) {
        return of(clauses.stream()
                .filter(clause -> {
                    Mood mood = clause.tokens().getFirst().mood();
                    return mood == Mood.PLAIN || (tested && mood == Mood.ONCE_TESTED);
                })
                .map(clause -> clause.lead() < 0 || clause.command().opening() ? clause : clause.withoutCommand())
                .toList());
    }

    /** What is said besides questions. */
    RequestText unasked() {
        var said = new ArrayList<>(clauses.stream()
                .filter(clause -> clause.tokens().getFirst().mood() != Mood.ASKED)
                .toList());
        return of(said.stream().anyMatch(clause -> clause.rank() == Clause.Rank.MAIN) ? said : withAnotherMain(said));
    }

    boolean asksOnly() {
        return !tokens.isEmpty() && tokens.stream().allMatch(token -> token.mood() == Mood.ASKED);
    }

    /** The same, to be read as if it were plain what it commands, also where it asks. */
    RequestText unjudged(Vocabulary vocabulary) {
        if (tokens.stream().noneMatch(token -> token.mood() == Mood.ASKED)) {
            return of(clauses.stream()
                    .map(clause -> new Clause(
                            clause.tokens().stream().map(Token::unjudged).toList(),
                            clause.lead(),
                            clause.rank(),
                            clause.hidden()))
                    .toList());
        }
        return of(clauses(
                clauses.stream()
                        .map(clause -> clause.tokens().stream()
                                .filter(token -> !token.asksWhether())
                                .map(Token::unjudged)
                                .toList())
                        .filter(tokens -> !tokens.isEmpty())
                        .toList(),
                vocabulary));
    }

    static RequestText of(List<Clause> clauses) {
        List<Token> tokens =
                clauses.stream().flatMap(clause -> clause.tokens().stream()).toList();
        return new RequestText(clauses, tokens, tokens.stream().map(Token::stem).collect(Collectors.toSet()));
    }

    static RequestText of(String text, Vocabulary vocabulary) {
        var joined = new ArrayList<List<Token>>();
        for (List<Token> part : Tokenizer.parts(text, vocabulary)) {
            if (joined.isEmpty()
                    || firstCommand(part, vocabulary) >= 0
                    || joined.getLast().getLast().sentence() != part.getFirst().sentence()) {
                joined.add(new ArrayList<>(part));
            } else {
                joined.getLast().addAll(part);
            }
        }
        return of(clauses(joined, vocabulary));
    }

    /** In 'review, test and document it' the first commands wait for the object of the last: all are the main thing. */
    private static List<Clause> clauses(List<List<Token>> parts, Vocabulary vocabulary) {
        var clauses = new ArrayList<Clause>();
        boolean mainFound = false;
        boolean mainGoesOn = false;
        for (List<Token> part : parts) {
            int lead = firstCommand(part, vocabulary);
            boolean main = lead >= 0
                    && (mainGoesOn || !mainFound)
                    && !part.getFirst().subordinate()
                    && !part.get(lead).asksWhether();
            Clause clause = new Clause(
                    part,
                    lead >= 0 ? lead : hiddenCommand(part, vocabulary),
                    main ? Clause.Rank.MAIN : Clause.Rank.SIDE,
                    lead < 0);
            clauses.add(clause);
            mainFound |= main;
            mainGoesOn = main && clause.object().isEmpty();
        }
        return mainFound ? clauses : withAnotherMain(clauses);
    }

    /**
     * Without a first command, one that the person asks for in a roundabout way is the main thing; and without that, what
     * the request names at its beginning ('Code review of the parser').
     */
    private static List<Clause> withAnotherMain(List<Clause> clauses) {
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            boolean asked = clause.lead() >= 0
                    && (clause.command().addressed() || clause.command().asksWhether());
            if (asked || (i == 0 && clause.lead() < 0)) {
                clauses.set(i, clause.ranked(Clause.Rank.MAIN));
                if (asked) {
                    break;
                }
            }
        }
        return clauses;
    }

    /**
     * The word that a command begins with, if it is the first one that is no politeness; otherwise -1. 'I need' is
     * politeness before a command and a command itself before anything else.
     */
    private static int firstCommand(List<Token> part, Vocabulary vocabulary) {
        int first = 0;
        while (first < part.size() && part.get(first).isFiller()) {
            first++;
        }
        if (first < part.size() && isCommand(part, first, vocabulary)) {
            return first;
        }
        int before = first - 1;
        while (before >= 0 && !isCommand(part, before, vocabulary)) {
            before--;
        }
        return before;
    }

    /** A command further in, where the words before it announce one: 'I would be happy if you could fix it'. */
    private static int hiddenCommand(List<Token> part, Vocabulary vocabulary) {
        for (int i = 1; i < part.size(); i++) {
            if (part.get(i).afterMarker() && isCommand(part, i, vocabulary)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isCommand(List<Token> part, int at, Vocabulary vocabulary) {
        Token token = part.get(at);
        return token.mayBeCommand()
                && !Lexicon.QUESTIONS.contains(token.preposition())
                && vocabulary.leads().contains(token.stem())
                && (Lexicon.QUESTIONS.contains(token.raw()) || token.asksWhether() || !isSubject(part, at));
    }

    /** In 'the build is broken' a verb follows before any preposition does, so 'build' is what it is about. */
    private static boolean isSubject(List<Token> part, int at) {
        for (int i = at; i < part.size(); i++) {
            if (i > at && part.get(i).afterPreposition()) {
                return false;
            }
            if (part.get(i).beforeVerb()) {
                return true;
            }
        }
        return false;
    }
}
