package dev.drover.planning;

import dev.drover.planning.Matcher.Candidate;
import java.util.List;
import java.util.stream.Collectors;

/** Says why a plan is as it is, and how a person gets another. */
final class Reasons {
    private static final String ANOTHER = "if this is wrong, say another \"pattern\" in the request or edit ";
    private static final int MOST_SAID = 100;

    private Reasons() {}

    /** The name of the pattern, or the names of all. */
    static String name(List<Wish> wishes) {
        return wishes.stream().map(wish -> wish.pattern().name()).collect(Collectors.joining("+"));
    }

    static String files(List<Wish> wishes) {
        return wishes.stream()
                .map(wish -> "Pattern '%s' (knowledge/patterns/%s)"
                        .formatted(wish.pattern().name(), wish.pattern().file()))
                .collect(Collectors.joining(", "));
    }

    static String named(List<Wish> wishes) {
        return "Pattern '%s', as the request says".formatted(name(wishes));
    }

    static String matched(List<Candidate> ranked) {
        Candidate best = ranked.getFirst();
        String next = ranked.size() == 1
                ? ""
                : ", ahead of '%s' with %d"
                        .formatted(ranked.get(1).pattern().name(), ranked.get(1).points());
        return "Pattern '%s' fits by %s (score %d%s); %sknowledge/patterns/%s"
                .formatted(
                        best.pattern().name(),
                        String.join(", ", best.words()),
                        best.points(),
                        next,
                        ANOTHER,
                        best.pattern().file());
    }

    /** For the one wish that is left of a request. */
    static String rest(Wish wish) {
        return "Pattern '%s' fits '%s' by %s; %sknowledge/patterns/%s"
                .formatted(
                        wish.pattern().name(),
                        cut(wish.said()),
                        String.join(", ", wish.words()),
                        ANOTHER,
                        wish.pattern().file());
    }

    /**
     * For several wishes, which of their words called for what.
     *
     * @param contributing those whose tasks make up the plan
     * @param wishes all of them, in the order of the text
     */
    static String several(List<Wish> contributing, List<Wish> wishes) {
        String heard = wishes.stream()
                .map(wish -> "'%s' (pattern '%s' by %s)"
                        .formatted(cut(wish.said()), wish.pattern().name(), String.join(", ", wish.words())))
                .collect(Collectors.joining(", "));
        return "It asks for %d things: %s. The tasks are those of %s, each once; %sthese files in knowledge/patterns"
                .formatted(wishes.size(), heard, quotedNames(contributing), ANOTHER);
    }

    private static String quotedNames(List<Wish> wishes) {
        return wishes.stream()
                .map(wish -> "'" + wish.pattern().name() + "'")
                .collect(Collectors.joining(wishes.size() == 2 ? " and " : ", "));
    }

    static String fellBack(TaskPattern pattern) {
        return "No pattern fits the words of the request, so the general one '%s' is used; to get another, say \"pattern\" in the request or add words to a file in knowledge/patterns"
                .formatted(pattern.name());
    }

    /** Left-out files are mentioned where the person who misses one will look. */
    static String report(Patterns patterns) {
        return patterns.broken().isEmpty()
                ? ""
                : "; left out as broken: "
                        + patterns.broken().getFirst()
                        + (patterns.broken().size() > 1
                                ? " and " + (patterns.broken().size() - 1) + " more"
                                : "");
    }

    static String cut(String said) {
        return said.codePointCount(0, said.length()) <= MOST_SAID
                ? said
                : said.substring(0, said.offsetByCodePoints(0, MOST_SAID)) + "…";
    }
}
