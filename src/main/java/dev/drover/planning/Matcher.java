package dev.drover.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranks the patterns that fit a request. */
final class Matcher {
    /** What each capability that the request requires and the pattern offers adds. */
    private static final int REQUIRED_WEIGHT = 3;

    private Matcher() {}

    /**
     * A pattern that fits.
     *
     * @param words by which words, in the words of the pattern
     * @param kind the most telling of the rules that hold
     */
    record Candidate(TaskPattern pattern, int points, List<String> words, Rule.Kind kind) {}

    /** The best first; equal ones by priority, then by name, so that the answer is always the same. */
    static List<Candidate> rank(Patterns patterns, RequestText text, List<String> requiredCapabilities) {
        var candidates = new ArrayList<Candidate>();
        for (TaskPattern pattern : patterns.all()) {
            pattern.match().score(text).ifPresent(score -> {
                long offered =
                        requiredCapabilities.stream().filter(pattern::offers).count();
                int points = score.points() + REQUIRED_WEIGHT * Math.toIntExact(offered);
                candidates.add(new Candidate(pattern, points, score.words(), score.kind()));
            });
        }
        boolean speaksOfOtherThings = text.tokens().stream().anyMatch(Token::beforeVerb)
                || candidates.stream().anyMatch(Matcher::isCommanded);
        candidates.removeIf(candidate ->
                speaksOfOtherThings && candidate.pattern().stage().reachesOut() && !isCommanded(candidate));
        keepTheBidden(candidates, text);
        keepTheAnswering(candidates, text);
        candidates.sort(Comparator.comparingInt(Candidate::points)
                .thenComparingInt(candidate -> candidate.pattern().priority())
                .reversed()
                .thenComparing(candidate -> candidate.pattern().name()));
        return candidates;
    }

    /** What others see is done only when it is plainly commanded. */
    private static void keepTheBidden(List<Candidate> candidates, RequestText text) {
        if (text.tokens().stream().anyMatch(token -> token.mood() == Mood.UNJUDGED)) {
            return;
        }
        RequestText bidden = text.bidden(false);
        RequestText biddenOnceTested = text.bidden(true);
        candidates.removeIf(candidate -> Outward.is(candidate.pattern())
                && !candidate
                        .pattern()
                        .match()
                        .isCommandedIn(testsItself(candidate.pattern()) ? biddenOnceTested : bidden));
    }

    /** Nothing is written for a question, unless the request says besides that it shall be. */
    private static void keepTheAnswering(List<Candidate> candidates, RequestText text) {
        if (text.tokens().stream().noneMatch(token -> token.mood() == Mood.ASKED)) {
            return;
        }
        RequestText unasked = text.unasked();
        candidates.removeIf(candidate -> Writing.is(candidate.pattern())
                && candidate.pattern().match().score(unasked).isEmpty());
    }

    /** Deployments run the tests, and are stopped by one that fails. */
    private static boolean testsItself(TaskPattern pattern) {
        return pattern.offers("run_tests") && pattern.offers("deploy");
    }

    /** What others see is not done for being mentioned, in a request that states or commands something else. */
    private static boolean isCommanded(Candidate candidate) {
        return candidate.kind().compareTo(Rule.Kind.COMMAND) >= 0;
    }
}
