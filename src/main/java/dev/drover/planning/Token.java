package dev.drover.planning;

import java.util.Set;

/**
 * One word of a request that carries meaning.
 *
 * @param raw in lower case, as it was written
 * @param stem the stem, corrected where it was a slip for a word of some pattern
 * @param sentence number of the sentence it stands in
 * @param part number of the piece between two marks it stands in
 * @param before the word directly before it, or a mark
 * @param preposition the preposition that stands before it and behind the last token, or the empty text
 * @param beforeVerb a finite verb stands directly behind it, or it is one
 * @param beforePronoun 'it' or the like stands directly behind it
 * @param mood how its sentence is meant
 * @param opening whether nothing but politeness stands before it in its part of the sentence
 */
record Token(
        String raw,
        String stem,
        int sentence,
        int part,
        Denial denial,
        String before,
        String preposition,
        boolean beforeVerb,
        boolean beforePronoun,
        Mood mood,
        boolean opening) {
    static final String CHECK = Stems.of("check");

    /** What often stands directly before a command. */
    private static final Set<String> MARKERS =
            Set.of("to", "please", "you", "we", "should", "must", "could", "can", "just");

    /** Whether the request wants what the word says. */
    enum Denial {
        NONE,
        /** It says that something is not so. */
        DENIED,
        /** It says that something shall not be done. */
        REFUSED
    }

    boolean affirmed() {
        return denial == Denial.NONE;
    }

    /** Whether it asks if something is so: 'is there …' is read as 'check whether there is …'. */
    boolean asksWhether() {
        return stem.equals(CHECK) && Lexicon.WHETHER.contains(raw);
    }

    /** What is only asked about is no command: 'did somebody commit a password?' */
    private boolean isAskedAbout() {
        return mood == Mood.ASKED && !asksWhether() && !addressed() && (!opening || before.equals(Words.COMMA));
    }

    /** Whether a command could be this word, as far as its form goes. */
    boolean mayBeCommand() {
        return affirmed()
                && !isAskedAbout()
                && !Lexicon.ARTICLES.contains(before)
                && (asksWhether() || !Lexicon.NOUN_FORM.matcher(raw).matches());
    }

    boolean isFiller() {
        return (Lexicon.FILLERS.contains(raw) && !asksWhether()) || (raw.endsWith("ly") && raw.length() > 4);
    }

    boolean afterPreposition() {
        return !preposition.isEmpty();
    }

    /** Whether it begins a circumstance: 'when the tests have run, …'. */
    boolean subordinate() {
        return Lexicon.SUBORDINATORS.contains(preposition);
    }

    boolean afterMarker() {
        return MARKERS.contains(before);
    }

    /** Whether the person addresses whoever reads the request: 'could you …'. */
    boolean addressed() {
        return before.equals("you") || before.equals("please");
    }

    /** Whether the noun before it has ended: a comma, an article, an adverb or a participle ('called …') comes. */
    boolean beginsAnother() {
        return Words.isMark(before) || Lexicon.ARTICLES.contains(before) || isFiller() || raw.endsWith("ed");
    }

    Token verbFollows() {
        return new Token(raw, stem, sentence, part, denial, before, preposition, true, beforePronoun, mood, opening);
    }

    Token pronounFollows() {
        return new Token(raw, stem, sentence, part, denial, before, preposition, beforeVerb, true, mood, opening);
    }

    Token unjudged() {
        return new Token(
                raw,
                stem,
                sentence,
                part,
                denial,
                before,
                preposition,
                beforeVerb,
                beforePronoun,
                Mood.UNJUDGED,
                opening);
    }
}
