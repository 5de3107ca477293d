package dev.drover.agent.specialist.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The environments that a text names.
 *
 * @param commanded those that it says to deploy to
 * @param elsewhere those that it speaks of in another way: 'the timeout we see in production'
 * @param unknown words that stand where the name of an environment stands, and are none: 'deploy to mars'
 */
record EnvironmentNames(Set<String> commanded, Set<String> elsewhere, Set<String> unknown) {
    private static final Set<String> VERBS =
            words("deploy redeploy release ship promote publish launch rollback rollout"
                    + " back out revert restore undo push bring put move take get send install smoke-test test tests");

    /** What these are about stands behind them, and 'in' and 'on' say where that is done. */
    private static final Set<String> INTO = words("to into onto");

    private static final Set<String> AT = words("on in");

    private static final Set<String> SMALL =
            words("the a an our my your this it all everything now please version environment env to into onto on in");

    /** Behind one of these another thing is told in the same breath. */
    private static final Set<String> TELLING = words(
            "that which who we they i you is are was were because when if after before as since while until unless"
                    + " how why what where have has had");

    /** Behind one of these another noun stands, of which 'in' and 'on' may tell where it is. */
    private static final Set<String> OF_ANOTHER = words("for of with from about against at by");

    /** What these lead to is where something is brought. */
    private static final Set<String> BRING = words("deploy redeploy release ship promote publish launch");

    private static final Set<String> GO_BACK = words("back rollback");

    /** What is brought or taken back, and not where. */
    private static final Set<String> THINGS =
            words("release releases deployment deploy build app application site website page service server servers"
                    + " project code change changes update upgrade last latest previous prior earlier before one state"
                    + " good working known first current new old");

    /** More words are not between a verb and where it leads. */
    private static final int MOST_BETWEEN = 12;

    EnvironmentNames {
        commanded = Set.copyOf(commanded);
        elsewhere = Set.copyOf(elsewhere);
        unknown = Set.copyOf(unknown);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    /**
     * Reads a text.
     *
     * @param known the environment that a word in lower case stands for
     */
    static EnvironmentNames in(String text, Function<String, Optional<String>> known) {
        var commanded = new TreeSet<String>();
        var elsewhere = new TreeSet<String>();
        var unknown = new TreeSet<String>();
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("\\b(?:and|then|but|or)\\b", ",");
        for (String clause : lower.split("[,;!?\\n]|[.:](?=\\s|$)|\\s[-–—]+\\s", -1)) {
            List<String> words = Arrays.stream(clause.split("[^a-z0-9_-]+", -1))
                    .map(EnvironmentNames::trimmed)
                    .filter(word -> !word.isEmpty())
                    .toList();
            for (int i = 0; i < words.size(); i++) {
                Set<String> named = isCommanded(words, i) ? commanded : elsewhere;
                Optional<String> name = known.apply(words.get(i));
                name.ifPresent(named::add);
                if (name.isEmpty() && standsForName(words, i)) {
                    unknown.add(words.get(i));
                }
            }
        }
        elsewhere.removeAll(commanded);
        return new EnvironmentNames(commanded, elsewhere, unknown);
    }

    static String trimmed(String word) {
        return word.replaceAll("^[-_]+|[-_]+$", "");
    }

    /** Goes back from the name to the verb; between the two nothing else is told. */
    private static boolean isCommanded(List<String> words, int name) {
        boolean direct = true;
        boolean into = false;
        boolean at = false;
        boolean another = false;
        for (int i = name - 1; i >= Math.max(0, name - MOST_BETWEEN); i--) {
            String word = words.get(i);
            if (VERBS.contains(word)) {
                return direct || into || (at && !another);
            }
            if (TELLING.contains(word)) {
                return false;
            }
            into |= direct && INTO.contains(word);
            at |= direct && AT.contains(word);
            another |= OF_ANOTHER.contains(word);
            direct &= SMALL.contains(word);
        }
        return false;
    }

    /** Whether the word stands directly behind 'deploy … to' or 'roll back', and is no thing that one does that with. */
    private static boolean standsForName(List<String> words, int at) {
        String word = words.get(at);
        if (SMALL.contains(word) || THINGS.contains(word) || VERBS.contains(word) || word.matches("v?[0-9].*")) {
            return false;
        }
        int before = at - 1;
        boolean into = false;
        while (before >= 0 && SMALL.contains(words.get(before))) {
            into |= INTO.contains(words.get(before));
            before--;
        }
        if (before >= 0 && GO_BACK.contains(words.get(before))) {
            return true;
        }
        return into
                && words.subList(Math.max(0, at - MOST_BETWEEN), before + 1).stream()
                        .anyMatch(BRING::contains);
    }
}
