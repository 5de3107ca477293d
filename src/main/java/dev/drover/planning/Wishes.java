package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks for, command by command.
 *
 * <p>A clause is a wish of its own when its command, judged by itself, fits a pattern well. To divide what belongs
 * together is worse than to leave it whole, so a clause stays with the one before it wherever its command may belong to
 * a verb in there: 'describe how to build and deploy it' asks for no deployment.
 *
 * @param wishes in the order of the text, each pattern once
 * @param attached clauses with a command that are read as part of what stands before them
 */
record Wishes(List<Wish> wishes, List<Clause> attached) {
    /** More commands than this are not told apart. */
    static final int MOST = 12;

    /** Behind so many clauses no other command is looked for. */
    static final int MOST_CLAUSES = 40;

    /** The least score with which a clause among others calls for a pattern: more than a command about anything. */
    static final int CLEAR = Rule.LEAD_WEIGHT + 1;

    Wishes {
        wishes = List.copyOf(wishes);
        attached = List.copyOf(attached);
    }

    static Wishes in(RequestText text, Patterns patterns) {
        return new Reader(text, patterns).read();
    }

    /** The text with the commands taken away that are no wishes of the person who asks. */
    RequestText understood(RequestText text) {
        return attached.isEmpty()
                ? text
                : RequestText.of(text.clauses().stream()
                        .map(clause -> attached.contains(clause) ? clause.withoutCommand() : clause)
                        .toList());
    }

    boolean areSeveral() {
        return wishes.size() > 1;
    }

    private static final class Reader {
        /** Circumstances that belong to a command stand near it. */
        private static final int MOST_AROUND = 6;

        private final List<Clause> clauses;
        private final Patterns patterns;
        private final List<Wish> wishes = new ArrayList<>();
        private final List<Clause> attached = new ArrayList<>();
        private int turn;

        Reader(RequestText text, Patterns patterns) {
            this.clauses = text.clauses();
            this.patterns = patterns;
        }

        Wishes read() {
            for (int i = 0; i < Math.min(MOST_CLAUSES, clauses.size()) && wishes.size() < MOST; i++) {
                Clause clause = clauses.get(i);
                boolean then =
                        Lexicon.SEQUELS.contains(clause.tokens().getFirst().before());
                turn += then && !wishes.isEmpty() ? 1 : 0;
                if (!commands(i)) {
                    continue;
                }
                Optional<Matcher.Candidate> best = best(i);
                boolean inner = new Inner(patterns).belongs(clauses, i, best);
                if (inner) {
                    attached.add(clause);
                    hiddenBefore(i).ifPresent(attached::add);
                } else {
                    List<SharedCommand.Part> parts = SharedCommand.parts(clause, patterns);
                    parts.forEach(part -> add(part.found(), part.clause()));
                    if (parts.isEmpty()) {
                        best.ifPresent(found -> add(found, clause));
                    }
                }
            }
            return new Wishes(wishes, attached);
        }

        /** The clause that says whose doing the attached one is: 'users should be able to review' before 'and edit'. */
        private Optional<Clause> hiddenBefore(int at) {
            Clause before = clauses.get(at - 1);
            return Optional.of(before).filter(clause -> clause.lead() >= 0 && clause.hidden());
        }

        private void add(Matcher.Candidate found, Clause clause) {
            if (wishes.stream().noneMatch(wish -> wish.pattern().equals(found.pattern()))) {
                wishes.add(new Wish(found.pattern(), clause.said(), found.words(), turn));
            }
        }

        /** Whether the clause begins with a command, or, at the beginning, names a piece of work: 'code review of …'. */
        private boolean commands(int at) {
            Clause clause = clauses.get(at);
            Token first = clause.tokens().getFirst();
            if (first.subordinate()) {
                return false;
            }
            if (clause.lead() < 0) {
                boolean states = Lexicon.DEFINITE.contains(first.before())
                        || clause.tokens().stream().anyMatch(Token::beforeVerb);
                return at == 0 && !states;
            }
            boolean asksOnly = Lexicon.QUESTIONS.contains(clause.command().raw())
                    && first.before().equals(Words.COMMA);
            return !asksOnly && (!clause.hidden() || clause.command().addressed());
        }

        /** The pattern that fits the clause well, with what stands around it but no other command. */
        private Optional<Matcher.Candidate> best(int at) {
            Optional<Matcher.Candidate> best = best(at, withObject(at));
            return best.isPresent() ? best : best(at, clauses.get(at));
        }

        private Optional<Matcher.Candidate> best(int at, Clause clause) {
            var around = new ArrayList<Clause>();
            for (int i = at - 1;
                    i >= Math.max(0, at - MOST_AROUND) && clauses.get(i).lead() < 0;
                    i--) {
                around.addFirst(clauses.get(i).ranked(Clause.Rank.SIDE));
            }
            around.add(clause.ranked(Clause.Rank.MAIN));
            for (int i = at + 1;
                    i < Math.min(clauses.size(), at + MOST_AROUND)
                            && clauses.get(i).lead() < 0;
                    i++) {
                around.add(clauses.get(i).ranked(Clause.Rank.SIDE));
            }
            boolean first =
                    wishes.isEmpty() && clause.lead() >= 0 && !clause.command().asksWhether();
            int least = first ? Match.USUAL_THRESHOLD : CLEAR;
            Rule.Kind weakest = clause.lead() >= 0 ? Rule.Kind.COMMAND : Rule.Kind.OBJECT;
            return Matcher.rank(patterns, RequestText.of(around), List.of()).stream()
                    .findFirst()
                    .filter(found -> found.points() >= least && found.kind().compareTo(weakest) >= 0)
                    .filter(found -> !asksForTheResult(clause, found));
        }

        /** 'Tell me what fails', behind another command: every result does. */
        private boolean asksForTheResult(Clause clause, Matcher.Candidate found) {
            return !wishes.isEmpty()
                    && Lexicon.TELLING.contains(clause.command().raw())
                    && found.kind() == Rule.Kind.COMMAND;
        }

        /** In 'build and test the project' the first command shares the object of the second. */
        private Clause withObject(int at) {
            Clause clause = clauses.get(at);
            if (clause.lead() < 0
                    || clause.lead() + 1 < clause.tokens().size()
                    || clause.command().beforePronoun()) {
                return clause;
            }
            int sentence = clause.command().sentence();
            for (int i = at + 1; i < Math.min(clauses.size(), at + MOST); i++) {
                Clause next = clauses.get(i);
                if (next.lead() < 0 || next.command().sentence() != sentence) {
                    return clause;
                }
                if (!next.object().isEmpty()) {
                    var tokens = new ArrayList<>(clause.tokens());
                    tokens.addAll(next.object());
                    return new Clause(tokens, clause.lead(), clause.rank(), clause.hidden());
                }
            }
            return clause;
        }
    }

    /** Whether a command belongs to a verb before it in the sentence, and not to the person who asks. */
    private record Inner(Patterns patterns) {
        /** Behind one of these somebody else acts: 'let admins deploy …'. */
        private static final Set<String> LETTING = Set.of("let", "allow", "enable", "help", "permit", "make", "have");

        private static final Set<String> POSSESSIVE = Set.of("my", "our", "your", "their", "its");

        boolean belongs(List<Clause> clauses, int at, Optional<Matcher.Candidate> best) {
            Clause clause = clauses.get(at);
            if (clause.lead() < 0) {
                return false;
            }
            boolean commandOnly = best.filter(found -> found.kind() == Rule.Kind.COMMAND_AND_THING)
                    .isEmpty();
            for (int i = at - 1; i >= 0; i--) {
                Clause before = clauses.get(i);
                if (before.tokens().getLast().sentence()
                        != clause.tokens().getFirst().sentence()) {
                    return false;
                }
                if (wishesOfOthers(before)
                        || hasVerb(before)
                        || isGerund(clause) != isGerund(before)
                        || (i == at - 1 && commandOnly && sharesNoun(before, clause))) {
                    return true;
                }
            }
            return false;
        }

        /** 'Users should be able to review …' */
        private static boolean wishesOfOthers(Clause before) {
            return before.lead() >= 0 && before.hidden() && !before.command().addressed();
        }

        /** A verb behind the command: 'how to build …', 'so that we can build …'. */
        private boolean hasVerb(Clause before) {
            boolean lets =
                    before.lead() >= 0 && LETTING.contains(before.command().raw());
            for (Token token :
                    before.tokens().subList(before.lead() + 1, before.tokens().size())) {
                boolean opened = Lexicon.VERB_OPENERS.contains(token.preposition())
                        || (token.afterPreposition() && token.raw().endsWith("ing"));
                if ((opened || lets) && token.mayBeCommand() && patterns.leads(token)) {
                    return true;
                }
            }
            return false;
        }

        /** 'Add commit and push buttons': the word before is the whole object, and looks like a command itself. */
        private boolean sharesNoun(Clause before, Clause clause) {
            List<Token> object = before.object();
            List<Token> own = clause.object();
            return before.lead() >= 0
                    && object.size() == 1
                    && patterns.leads(object.getFirst())
                    && !isWhole(object.getFirst())
                    && (own.isEmpty()
                            ? object.getFirst().mayBeCommand()
                            : !Lexicon.ARTICLES.contains(own.getFirst().before()) && !isNumber(own.getFirst()));
        }

        /** 'v1' and '2': a version, which no noun begins with. */
        private static boolean isNumber(Token token) {
            return token.raw().matches("v?[0-9]+");
        }

        /** 'My changes', 'the files': no other noun comes behind it. */
        private static boolean isWhole(Token noun) {
            return POSSESSIVE.contains(noun.before())
                    || (noun.raw().endsWith("s")
                            && Lexicon.NOUN_FORM.matcher(noun.raw()).matches());
        }

        private static boolean isGerund(Clause clause) {
            return clause.lead() >= 0 && clause.command().raw().endsWith("ing");
        }
    }
}
