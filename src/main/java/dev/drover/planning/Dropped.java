package dev.drover.planning;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the plan might do if the request said it plainly, and does not do since it asks or sets a condition.
 *
 * @param names as {@link Outward#name} has them, in the order of the text
 * @param wished those of them that would be done if they were said plainly, and are not merely spoken of
 */
record Dropped(List<String> names, Set<String> wished) {
    /** Verbs by which a person who has read that nothing is deployed looks for the reason. */
    private static final Map<String, String> VERBS = Map.of(
            "deploy", "deploy",
            "redeploy", "deploy",
            "deployment", "deploy",
            "ship", "deploy",
            "promote", "promote",
            "rollback", "rollback",
            "merge", "merge",
            "push", "push",
            "tag", "tag version",
            "revert", "revert");

    private static final Map<String, String> EXAMPLES = Map.of(
            "deploy", "\"Deploy to staging\"",
            "promote", "\"Promote to production\"",
            "rollback", "\"Roll back staging\"",
            "merge", "\"Merge feature/login into main\"",
            "push", "\"Push this branch\"",
            "pull request", "\"Open a pull request\"",
            "tag version", "\"Tag v1.2.3\"",
            "revert", "\"Revert the last commit\"",
            "cherry pick", "\"Cherry-pick a1b2c3d\"");

    Dropped {
        names = List.copyOf(names);
        wished = Set.copyOf(wished);
    }

    /**
     * Compares the request with the same one as plain commands.
     *
     * @param planned the patterns of the wishes that make up the plan
     */
    static Dropped from(RequestText text, Patterns patterns, List<String> capabilities, List<TaskPattern> planned) {
        RequestText unjudged = text.unjudged(patterns.vocabulary());
        Wishes wishes = Wishes.in(unjudged, patterns);
        Stream<TaskPattern> best = wishes.areSeveral()
                ? Stream.empty()
                : Matcher.rank(patterns, wishes.understood(unjudged), capabilities).stream()
                        .limit(1)
                        .map(Matcher.Candidate::pattern);
        var names = new LinkedHashSet<String>();
        Stream.concat(wishes.wishes().stream().map(Wish::pattern), best)
                .filter(pattern -> Outward.is(pattern) && !planned.contains(pattern))
                .map(Outward::name)
                .forEach(names::add);
        text.clauses().stream()
                .limit(1)
                .filter(clause -> clause.lead() >= 0 && clause.command().opening() && !isName(clause))
                .flatMap(clause -> held(clause.command()))
                .forEach(names::add);
        Set<String> done = Outward.names(planned);
        names.removeAll(done);
        Set<String> wished = Set.copyOf(names);
        for (int i = 0; i < text.tokens().size(); i++) {
            Token token = text.tokens().get(i);
            Optional<Token> next =
                    text.tokens().stream().skip(i + 1L).findFirst().filter(behind -> behind.part() == token.part());
            held(token)
                    .filter(name -> !done.contains(name))
                    .filter(name -> next.filter(noun -> isThing(token, noun, name, patterns))
                            .isEmpty())
                    .forEach(names::add);
        }
        return new Dropped(List.copyOf(names), wished);
    }

    /** 'Push notifications' are a thing. */
    private static boolean isName(Clause clause) {
        List<Token> object = clause.object();
        return !object.isEmpty()
                && object.getFirst().before().equals(clause.command().raw());
    }

    /** In 'a merge dialog' and 'push buttons' the word says which dialog and which buttons. */
    private static boolean isThing(Token word, Token noun, String name, Patterns patterns) {
        return noun.before().equals(word.raw())
                && !noun.afterPreposition()
                && (Lexicon.ARTICLES.contains(word.before())
                        || patterns.all().stream()
                                .filter(pattern -> Outward.name(pattern).equals(name))
                                .anyMatch(pattern -> pattern.match().isNeverWith(noun)));
    }

    private static Stream<String> held(Token token) {
        return token.mood() == Mood.PLAIN || !token.affirmed()
                ? Stream.empty()
                : Optional.ofNullable(VERBS.get(token.raw())).stream();
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean contains(TaskPattern pattern) {
        return wished.contains(Outward.name(pattern));
    }

    /** For the reason of the plan; empty when nothing was dropped. */
    String sentence() {
        return isEmpty() ? "" : "; not planned: " + why();
    }

    String refusal() {
        return "Not planned: " + why() + ". Nothing else was plainly asked for, so nothing is done";
    }

    private String why() {
        return String.join(", ", names)
                + ", because the request asks or sets a condition; say it as a plain command in a request of its own, such as "
                + EXAMPLES.getOrDefault(names.getFirst(), "one that names the \"pattern\"");
    }
}
