package dev.drover.planning;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the sentences that want an answer. Nothing in the tree is changed for one: who asks whether a password was
 * committed does not want to commit. 'Can you …' and 'is it possible to …' are politeness and no questions.
 */
final class Questions {
    /** Who or what a question is about; only with one of these behind it does it need no question mark. */
    private static final Set<String> SUBJECTS =
            Set.of("there", "we", "they", "i", "he", "she", "any", "anyone", "anybody", "somebody", "someone");

    private static final Set<String> BE = Set.of("is", "are", "was", "were");

    /** These are no commands, whatever stands behind them. */
    private static final Set<String> PAST_OR_THIRD = Set.of("does", "did", "has");

    private static final Set<String> DEFINITE = Set.of("the", "our", "my", "this", "that");

    private static final Set<String> POLITE = Set.of("can", "could", "would", "will", "may", "might");

    /** Behind these, 'can' and its like are polite wishes. */
    private static final Set<String> WISHING = Set.of("you", "we", "somebody", "someone");

    private static final Pattern WISH = Pattern.compile(
            "^(?:do you mind|would you mind|how about|what about|why not|why (?:do|does) not (?:you|we)) |^(?:can|could|may|might) i (?:get|have|ask) |\\bpossible to\\b");

    private static final Pattern INDIRECT =
            Pattern.compile("^(?:(?:can|could|would|will) you )?(?:please |kindly |quickly )*"
                    + "(?:check|see|verify|tell|say|look|determine|confirm|find out|figure out|let (?:me|us) know)"
                    + " (?:me |us )?(?:if|whether) ");

    /** 'Could somebody have pushed …', 'would you say …': whatever is behind, it is over or an opinion. */
    private static final Pattern HAPPENED = Pattern.compile(
            "^(?:can|could|would|might|may|should) "
                    + "(?:(?:\\S+ ){1,3}have (?:\\S+ed|been|gone|done|made|broken|written|sent) |(?:you|we|one) (?:say|think|agree) )");

    /** 'Can we commit now?' asks for leave or for an opinion. */
    private static final Pattern TIMELY =
            Pattern.compile("^(?:can|could|may|shall|should) (?:we|i) (?:\\S+ )*(?:now|already|yet|safely) $");

    private Questions() {}

    /**
     * Whether a sentence is one.
     *
     * @param marked whether a question mark ends it
     */
    static boolean isOne(List<String> sentence, boolean marked) {
        List<String> said =
                sentence.stream().filter(word -> !Words.isMark(word)).toList();
        List<String> rest = said.subList(Moods.opened(said, 0), said.size());
        String text = String.join(" ", rest) + ' ';
        if (rest.isEmpty() || WISH.matcher(text).find()) {
            return false;
        }
        if ((sentence.size() == said.size() && INDIRECT.matcher(text).find())
                || HAPPENED.matcher(text).find()) {
            return true;
        }
        String first = rest.getFirst();
        String next = rest.size() > 1 ? rest.get(1) : "";
        if (marked && TIMELY.matcher(text).find()) {
            return true;
        }
        if (POLITE.contains(first)) {
            return marked && !WISHING.contains(next);
        }
        if (marked) {
            return Lexicon.WHETHER.contains(first) || Lexicon.QUESTIONS.contains(first);
        }
        boolean verb = Lexicon.WHETHER.contains(first) && !first.startsWith("any");
        return verb
                && (SUBJECTS.contains(next)
                        || (next.equals("it") && (BE.contains(first) || PAST_OR_THIRD.contains(first)))
                        || (DEFINITE.contains(next) && PAST_OR_THIRD.contains(first)));
    }
}
