package dev.drover.planning;

import dev.drover.message.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request seems to ask for and the plan does not do, so that nobody takes it for done.
 *
 * @param unknown pieces that look like commands and mean nothing to any pattern
 * @param passedOver pieces that would call for another pattern if they stood alone
 */
record Lost(List<String> unknown, List<String> passedOver) {
    /** More pieces than this are not looked at one by one. */
    private static final int MOST_PIECES = 60;

    private static final int MOST_NAMED = 8;
    private static final Set<String> ANSWERS = Set.of("yes", "so", "ok", "okay", "not", "no");
    private static final Set<String> RECIPIENTS = Set.of("me", "us", "them", "it", "everyone", "everybody");

    /**
     * Compares a request with its plan.
     *
     * @param heard the wishes that were told apart
     * @param planned those that make up the plan
     * @param dropped what is said already
     */
    static Lost in(
            RequestText text,
            Patterns patterns,
            List<Wish> heard,
            List<Wish> planned,
            Dropped dropped,
            List<TaskSpec> tasks) {
        var capabilities = new HashSet<String>();
        tasks.forEach(task -> task.capability().ifPresent(capabilities::add));
        var unknown = new ArrayList<String>();
        var passedOver = new ArrayList<String>();
        List<RequestText> pieces = text.pieces(patterns, MOST_PIECES);
        boolean readByNobody = capabilities.stream().noneMatch(Writing::readsTheRequest);
        for (int i = 0; i < pieces.size(); i++) {
            RequestText piece = pieces.get(i);
            Clause clause = piece.clauses().getFirst();
            Optional<Matcher.Candidate> best = Matcher.rank(patterns, judged(piece, patterns), List.of()).stream()
                    .findFirst();
            if ((isCircumstance(clause) && best.filter(Lost::isToBeDoneFirst).isEmpty())
                    || isHeard(clause, heard, best)
                    || isQuestionWord(clause)) {
                continue;
            }
            if (best.filter(found -> dropped.contains(found.pattern())).isPresent()) {
                continue;
            }
            if (best.filter(found -> isPlanned(found.pattern(), planned, capabilities))
                    .isPresent()) {
                continue;
            }
            if (best.filter(found -> found.kind() != Rule.Kind.MENTION).isPresent() && !tells(clause)) {
                passedOver.add("'%s' (alone it would be '%s')"
                        .formatted(
                                Reasons.cut(clause.said()), best.get().pattern().name()));
            } else if (best.isEmpty()
                    && (looksLikeCommand(clause, patterns)
                            || ((readByNobody || isBeforeCommand(pieces, i))
                                    && looksLikeWish(clause, patterns)
                                    && !isKnown(clause, planned)))) {
                unknown.add("'" + Reasons.cut(clause.said()) + "'");
            }
        }
        return new Lost(unknown, passedOver);
    }

    /** A question is read as one, and what stands beside it in the sentence as if it were a plain command. */
    private static RequestText judged(RequestText piece, Patterns patterns) {
        return piece.tokens().stream().anyMatch(Token::asksWhether) ? piece : piece.unjudged(patterns.vocabulary());
    }

    /** 'In the shop'; but 'if so please fix it' and 'if yes commit it' ask for something. */
    private static boolean isCircumstance(Clause piece) {
        Token first = piece.tokens().getFirst();
        boolean addressed = piece.lead() >= 0 && piece.command().before().equals("please");
        boolean answers = first.preposition().equals("if") && ANSWERS.contains(first.raw());
        return first.afterPreposition() && !addressed && !answers;
    }

    /** 'On a new branch, fix …': a circumstance that somebody has to bring about. */
    private static boolean isToBeDoneFirst(Matcher.Candidate candidate) {
        return candidate.pattern().stage() == Stage.PREPARE && candidate.kind() == Rule.Kind.OBJECT;
    }

    /** '… and why': it asks about what stands before it. */
    private static boolean isQuestionWord(Clause piece) {
        return piece.tokens().size() == 1
                && Lexicon.QUESTIONS.contains(piece.tokens().getFirst().raw());
    }

    /** What only begins a wish may be a thing of its own: 'create a branch' in 'create a branch and a pull request'. */
    private static boolean isHeard(Clause piece, List<Wish> heard, Optional<Matcher.Candidate> best) {
        boolean ofItsOwn = best.filter(found -> found.kind() == Rule.Kind.COMMAND_AND_THING)
                .isPresent();
        return heard.stream()
                .map(Wish::said)
                .anyMatch(said -> said.equals(piece.said())
                        || (said.startsWith(piece.said()) && !ofItsOwn)
                        || said.substring(said.indexOf(' ') + 1).equals(piece.said()));
    }

    private static boolean isPlanned(TaskPattern pattern, List<Wish> planned, Set<String> capabilities) {
        return planned.stream().anyMatch(wish -> wish.pattern().equals(pattern))
                || pattern.tasks().stream().allMatch(task -> task.template()
                        .capability()
                        .filter(capabilities::contains)
                        .isPresent());
    }

    private static boolean tells(Clause clause) {
        return clause.lead() >= 0 && Lexicon.TELLING.contains(clause.command().raw());
    }

    /** A known command about something unknown, or an unknown word with what it is to be done to: 'water the plants'. */
    private static boolean looksLikeCommand(Clause clause, Patterns patterns) {
        List<Token> tokens = clause.tokens();
        int first = 0;
        while (first < tokens.size() - 1 && tokens.get(first).isFiller()) {
            first++;
        }
        Token token = tokens.get(first);
        if (!token.mayBeCommand()
                || token.beforeVerb()
                || Lexicon.NEGATORS.contains(token.raw())
                || Lexicon.TELLING.contains(token.raw())) {
            return false;
        }
        if (patterns.leads(token)) {
            return clause.lead() >= 0;
        }
        return first + 1 < tokens.size()
                && !tokens.get(first + 1).afterPreposition()
                && (Lexicon.ARTICLES.contains(tokens.get(first + 1).before())
                        || RECIPIENTS.contains(tokens.get(first + 1).before()));
    }

    /** 'Water plants and run …': it stands at the beginning of its sentence, and a command behind it. */
    private static boolean isBeforeCommand(List<RequestText> pieces, int at) {
        if (at + 1 >= pieces.size()) {
            return false;
        }
        int sentence = sentence(pieces.get(at));
        return sentence(pieces.get(at + 1)) == sentence
                && (at == 0 || sentence(pieces.get(at - 1)) != sentence)
                && pieces.get(at + 1).clauses().getFirst().lead() >= 0;
    }

    /** Whether what is planned has a word for it: 'api keys' in a list of what is looked for. */
    private static boolean isKnown(Clause clause, List<Wish> planned) {
        return planned.stream()
                .flatMap(wish -> wish.pattern().match().any().stream())
                .flatMap(rule -> rule.words().stream())
                .anyMatch(phrase -> phrase.occursIn(clause.tokens()));
    }

    private static int sentence(RequestText piece) {
        return piece.tokens().getFirst().sentence();
    }

    /** Two words of which the first can be a verb as far as its form goes, and which do not tell how something is. */
    private static boolean looksLikeWish(Clause clause, Patterns patterns) {
        List<Token> tokens = clause.tokens().stream().dropWhile(Token::isFiller).toList();
        return tokens.size() > 1
                && clause.lead() < 0
                && tokens.getFirst().mayBeCommand()
                && !patterns.leads(tokens.getFirst())
                && !tokens.getFirst().raw().endsWith("ing")
                && !Character.isDigit(tokens.getFirst().raw().codePointAt(0))
                && !Lexicon.NEGATORS.contains(tokens.getFirst().raw())
                && !tokens.get(1).afterPreposition()
                && tokens.stream().noneMatch(Token::beforeVerb);
    }

    /** For the reason of the plan; empty when nothing was lost. */
    String sentence(String asked) {
        String beyond = asked.length() > Words.MAX_CHARACTERS
                ? "; only its first %d characters were looked at".formatted(Words.MAX_CHARACTERS)
                : "";
        return listed("; not understood: ", unknown)
                + listed("; not taken as a wish of its own: ", passedOver)
                + beyond;
    }

    private static String listed(String what, List<String> pieces) {
        return pieces.isEmpty()
                ? ""
                : pieces.stream().distinct().limit(MOST_NAMED).collect(Collectors.joining(", ", what, ""))
                        + (pieces.size() > MOST_NAMED ? " and more" : "");
    }
}
