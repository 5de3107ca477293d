package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the sentences in which nothing is plainly commanded. What others see cannot be taken back, so a doubt is enough:
 * a person who is told that it was not done says it again, and a deployment that nobody wanted stays done.
 */
final class Moods {
    /** Politeness and order, which may stand before a command. */
    private static final Set<String> OPENERS =
            words("please pls plz kindly now then next finally also just first second third again afterwards"
                    + " afterward git go ahead ok okay yes so and hi hello hey drover dear thanks great nice"
                    + " good alright immediately lastly");

    /** With one of these a sentence asks, or tells what somebody else does. */
    private static final Set<String> NO_COMMAND =
            words("is are am was were isn aren can could should would do does did may might must will shall"
                    + " has have had what when how why where which who whose we they he she people users"
                    + " somebody someone everybody");

    private static final Set<String> ASKING = words("can could would will");

    /** One of these in a sentence makes it none that says plainly what to do now. */
    private static final Set<String> HOLDING = words(
            "will shall should would could might may must can nobody noone none anybody anyone prevent forbid disallow "
                    + "wait ask before until till once if unless only except excluding yet approve approval"
                    + " approves approved permission confirm confirmation ready safe safely simulate simulated"
                    + " pretend imagine suppose myself ourselves otherwise later tomorrow tonight not never"
                    + " cannot when whenever after whether how why hold instead rather maybe perhaps possibly"
                    + " provided assuming hypothetically avoid refrain stop cancel abort eventually someday soon"
                    + " unsure wonder monday tuesday wednesday thursday friday saturday sunday");

    private static final Pattern HOLDING_PHRASE = Pattern.compile(
            " (?:dry run|dryrun|(?:everything|anything|all|nothing|things) but|next (?:week|month|sprint|year|time)|no one|my (?:ok|okay|go)) ");

    /** These hold whatever else the request says: 'Deploy. Ask me first.' */
    private static final Set<String> HOLDING_ALL =
            words("wait ask approve approval permission confirm confirmation simulate pretend hypothetically");

    private static final Pattern DRY = Pattern.compile(" (?:dry run|dryrun) ");

    /** A sentence that begins so limits the one before it: 'Push it. But only after the review.' */
    private static final Set<String> LIMITING = words("but only unless until except if otherwise not once provided");

    /** The order in which patterns with tests do it anyway. */
    private static final Pattern ONCE_TESTED = Pattern.compile(
            " (?:once|when|after|as soon as)(?: (?:all|the|our|my|its|these|unit))* tests?"
                    + " (?:(?:have |has |is |are |were )?(?:all )?(?:pass|passes|passed|passing|green|succeed|succeeds|succeeded)) ");

    private Moods() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    /** For each word, the mood of its sentence. */
    static List<Mood> of(List<String> words) {
        var moods = new ArrayList<Mood>();
        boolean allHeld = DRY.matcher(' ' + String.join(" ", words) + ' ').find()
                || words.stream().anyMatch(HOLDING_ALL::contains);
        int start = 0;
        while (start < words.size()) {
            int end = start;
            while (end < words.size() && !endsSentence(words.get(end))) {
                end++;
            }
            List<String> sentence = words.subList(start, end);
            int next = Math.min(end + 1, words.size());
            boolean asks = end < words.size() && words.get(end).equals(Words.QUESTION);
            Mood mood = Questions.isOne(sentence, asks)
                    ? Mood.ASKED
                    : allHeld || limits(words, next) ? Mood.HELD : of(sentence, asks);
            for (int i = start; i < next; i++) {
                moods.add(mood);
            }
            start = next;
        }
        return moods;
    }

    /** Whether a command behind these words, with which its part of the sentence begins, is a plain one. */
    static boolean open(List<String> before) {
        int first = opened(before, 0);
        if (first < before.size() && ASKING.contains(before.get(first))) {
            boolean addressed =
                    first + 1 < before.size() && before.get(first + 1).equals("you");
            first = addressed ? opened(before, first + 2) : first;
        }
        List<String> rest = before.subList(first, before.size());
        return rest.isEmpty() || rest.equals(List.of("let")) || rest.equals(List.of("time", "to"));
    }

    static int opened(List<String> words, int start) {
        int at = start;
        while (at < words.size()
                && (OPENERS.contains(words.get(at)) || words.get(at).chars().allMatch(Character::isDigit))) {
            at++;
        }
        return at;
    }

    private static boolean endsSentence(String word) {
        return word.equals(Words.STOP) || word.equals(Words.QUESTION);
    }

    private static boolean limits(List<String> words, int next) {
        return next < words.size() && LIMITING.contains(words.get(next));
    }

    private static Mood of(List<String> sentence, boolean asks) {
        List<String> said =
                sentence.stream().filter(word -> !Words.isMark(word)).toList();
        String text = ' ' + String.join(" ", said) + ' ';
        String untested = ONCE_TESTED.matcher(text).replaceAll(" ");
        List<String> rest =
                untested.isBlank() ? List.of() : List.of(untested.strip().split(" ", -1));
        int first = opened(rest, 0);
        boolean addressed = first + 1 < rest.size()
                && ASKING.contains(rest.get(first))
                && rest.get(first + 1).equals("you");
        boolean held = (asks && !addressed)
                || (!addressed && first < rest.size() && NO_COMMAND.contains(rest.get(first)))
                || rest.stream().skip(addressed ? first + 2L : 0).anyMatch(HOLDING::contains)
                || HOLDING_PHRASE.matcher(untested).find();
        return held ? Mood.HELD : untested.equals(text) ? Mood.PLAIN : Mood.ONCE_TESTED;
    }
}
