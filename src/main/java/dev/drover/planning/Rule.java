package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing that speaks for a pattern. Each part that is given must hold; of the phrases of a part any one will do.
 *
 * @param lead the command that a clause begins with
 * @param object what stands in the direct object of the same clause
 * @param words what stands anywhere in the request
 * @param definite whether what stands in the object is there already: 'the app' and not 'an app'
 * @param bare whether nothing more may stand in the clause: 'build it', 'update the docs'
 */
record Rule(List<Phrase> lead, List<Phrase> object, List<Phrase> words, boolean definite, boolean bare, int weight) {
    static final int LEAD_WEIGHT = 5;
    static final int OBJECT_WEIGHT = 3;
    static final int WORDS_WEIGHT = 2;

    Rule {
        lead = List.copyOf(lead);
        object = List.copyOf(object);
        words = List.copyOf(words);
    }

    /** What the parts that are given weigh together, for a rule that does not say. */
    static int usualWeight(List<Phrase> lead, List<Phrase> object, List<Phrase> words) {
        return (lead.isEmpty() ? 0 : LEAD_WEIGHT)
                + (object.isEmpty() ? 0 : OBJECT_WEIGHT)
                + (words.isEmpty() ? 0 : WORDS_WEIGHT);
    }

    /** How much a hit says about what is to be done. */
    enum Kind {
        /** Words only. */
        MENTION,
        /** The thing, without what to do with it. */
        OBJECT,
        /** A command, whatever it is about. */
        COMMAND,
        /** A command together with what it is about. */
        COMMAND_AND_THING
    }

    /**
     * That the rule holds.
     *
     * @param text what it found, in the words of the pattern
     */
    record Hit(String text, int score, Kind kind) {}

    List<Phrase> phrases() {
        return Stream.of(lead, object, words).flatMap(List::stream).toList();
    }

    /**
     * Whether it holds, and how strongly: what is not the main thing of the request, or not the head of its clause's
     * object, counts half.
     */
    Optional<Hit> in(RequestText text) {
        if (!mayBeIn(text, lead) || !mayBeIn(text, object) || !mayBeIn(text, words)) {
            return Optional.empty();
        }
        Optional<Phrase> word = words.stream()
                .filter(phrase -> text.mayHold(phrase) && phrase.occursIn(text.tokens()))
                .findFirst();
        if (word.isEmpty() && !words.isEmpty()) {
            return Optional.empty();
        }
        if (lead.isEmpty() && object.isEmpty()) {
            return word.map(found -> new Hit(quoted(List.of(found)), weight, Kind.MENTION));
        }
        Optional<Hit> best = Optional.empty();
        for (Clause clause : text.clauses()) {
            Optional<Hit> hit = in(clause, word);
            if (hit.isPresent() && hit.get().score() > best.map(Hit::score).orElse(-1)) {
                best = hit;
            }
        }
        return best;
    }

    private static boolean mayBeIn(RequestText text, List<Phrase> phrases) {
        for (Phrase phrase : phrases) {
            if (text.mayHold(phrase)) {
                return true;
            }
        }
        return phrases.isEmpty();
    }

    private Optional<Hit> in(Clause clause, Optional<Phrase> word) {
        var found = new ArrayList<Phrase>();
        boolean head = true;
        if (!lead.isEmpty()) {
            Optional<Phrase> command = clause.lead() < 0
                    ? Optional.empty()
                    : lead.stream()
                            .filter(phrase -> phrase.beginsAt(clause.tokens(), clause.lead()))
                            .findFirst();
            if (command.isEmpty()) {
                return Optional.empty();
            }
            found.add(command.get());
        }
        if (!object.isEmpty()) {
            Optional<Phrase> thing = first(object, clause.object());
            if (thing.isEmpty() || (definite && !isThere(clause.object().getFirst()))) {
                return Optional.empty();
            }
            found.add(thing.get());
            head = object.stream().anyMatch(phrase -> phrase.isHeadOf(clause.object()));
        }
        if (bare && clause.wordsBehind(found.getFirst().stems().size()) > objectWords(found)) {
            return Optional.empty();
        }
        word.ifPresent(found::add);
        int score = clause.rank() == Clause.Rank.MAIN && head ? weight : (weight + 1) / 2;
        return Optional.of(new Hit(quoted(found), score, kind()));
    }

    private static boolean isThere(Token noun) {
        return Lexicon.DEFINITE.contains(noun.before());
    }

    private int objectWords(List<Phrase> found) {
        return object.isEmpty() ? 0 : found.getLast().stems().size();
    }

    private Kind kind() {
        if (lead.isEmpty()) {
            return Kind.OBJECT;
        }
        return bare || !object.isEmpty() || !words.isEmpty() ? Kind.COMMAND_AND_THING : Kind.COMMAND;
    }

    private static Optional<Phrase> first(List<Phrase> phrases, List<Token> tokens) {
        return phrases.stream().filter(phrase -> phrase.occursIn(tokens)).findFirst();
    }

    private static String quoted(List<Phrase> phrases) {
        return String.join(
                " + ", phrases.stream().map(phrase -> "'" + phrase.text() + "'").toList());
    }
}
