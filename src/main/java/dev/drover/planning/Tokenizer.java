package dev.drover.planning;

import dev.drover.planning.Token.Denial;
import java.util.ArrayList;
import java.util.List;

/** Turns the words of a request into tokens, with what the small words between them say about each. */
final class Tokenizer {
    /** How many words a negator reaches, at most; a comma or a new sentence ends it before. */
    private static final int REACH_OF_NOT = 5;

    private static final int REACH_OF_NO = 2;

    /** Nobody puts more politeness before a command. */
    private static final int MOST_OPENING = 12;

    private final Vocabulary.Corrector corrector;
    private final List<List<Token>> parts = new ArrayList<>();
    private List<Token> part = new ArrayList<>();
    private String before = Words.STOP;
    private int sentence;
    private Denial denial = Denial.NONE;
    private int reach;
    private String preposition = "";
    private Mood mood = Mood.PLAIN;
    private int lastQuestion = -1;
    private final List<String> sinceMark = new ArrayList<>();

    private Tokenizer(Vocabulary vocabulary) {
        this.corrector = vocabulary.new Corrector();
    }

    /** The tokens, cut wherever a comma, an 'and' or the end of a sentence stands; no part is empty. */
    static List<List<Token>> parts(String text, Vocabulary vocabulary) {
        var tokenizer = new Tokenizer(vocabulary);
        List<String> words = Words.withMarks(text);
        List<Mood> moods = Moods.of(words);
        for (int i = 0; i < words.size(); i++) {
            String word = Words.plain(words.get(i));
            tokenizer.mood = moods.get(i);
            tokenizer.take(word);
            tokenizer.before = word;
            tokenizer.remember(word);
        }
        tokenizer.endPart();
        return tokenizer.parts;
    }

    private void remember(String word) {
        if (Words.isMark(word) || Lexicon.BREAKS.contains(word)) {
            sinceMark.clear();
        } else {
            sinceMark.add(word);
        }
    }

    private void take(String word) {
        if (Words.isMark(word)) {
            endPart();
            sentence += word.equals(Words.STOP) ? 1 : 0;
            return;
        }
        if (Lexicon.BREAKS.contains(word)) {
            endPart();
            sentence++;
            return;
        }
        if (Lexicon.FINITE.contains(word) && !part.isEmpty() && preposition.isEmpty()) {
            part.set(part.size() - 1, part.getLast().verbFollows());
        }
        if (Lexicon.OBJECT_PRONOUNS.contains(word)
                && !part.isEmpty()
                && before.equals(part.getLast().raw())) {
            part.set(part.size() - 1, part.getLast().pronounFollows());
        }
        if (denial != Denial.NONE && isJustDenied() && Lexicon.UNDENIED.contains(word)) {
            denial = Denial.NONE;
        }
        if (isInsteadOf(word)) {
            deny(Denial.DENIED, REACH_OF_NOT);
        }
        if (opensQuestion(word)) {
            lastQuestion = sentence;
            if (Lexicon.WHETHER.contains(word)) {
                part.add(token(word, Token.CHECK, Denial.NONE, false));
                preposition = "";
                return;
            }
        }
        boolean asks = Lexicon.QUESTIONS.contains(word) && part.isEmpty() && before.equals(Words.STOP);
        if (asks || Words.carriesMeaning(word)) {
            add(word);
        }
        if (Lexicon.PREPOSITIONS.contains(word)) {
            boolean stronger = Lexicon.VERB_OPENERS.contains(word) && !Lexicon.SUBORDINATORS.contains(preposition);
            preposition = preposition.isEmpty() || stronger ? word : preposition;
        } else if (Words.carriesMeaning(word)) {
            preposition = "";
        }
        if (Lexicon.NEGATORS.contains(word)) {
            startDenial(word);
        }
    }

    private boolean opensQuestion(String word) {
        return mood == Mood.ASKED
                && lastQuestion != sentence
                && (Lexicon.WHETHER.contains(word) || Lexicon.QUESTIONS.contains(word))
                && Moods.opened(sinceMark, 0) == sinceMark.size();
    }

    private boolean isJustDenied() {
        return Lexicon.NEGATORS.contains(before);
    }

    /** 'Instead of' and 'rather than'. */
    private boolean isInsteadOf(String word) {
        return (before.equals("instead") && word.equals("of")) || (before.equals("rather") && word.equals("than"));
    }

    private void startDenial(String word) {
        boolean opens = part.size() <= 1;
        boolean refuses = Lexicon.REFUSERS.contains(word)
                || (word.equals("not") && before.equals("do"))
                || (word.equals("no") && opens && Words.isMark(before));
        deny(refuses ? Denial.REFUSED : Denial.DENIED, word.equals("no") ? REACH_OF_NO : REACH_OF_NOT);
    }

    private void deny(Denial kind, int words) {
        denial = kind;
        reach = words;
    }

    private void add(String word) {
        boolean negator = Lexicon.NEGATORS.contains(word);
        Denial own = negator || reach == 0 ? Denial.NONE : denial;
        reach = negator ? reach : Math.max(0, reach - 1);
        part.add(token(word, negator ? word : corrector.stem(word), own, Lexicon.FINITE.contains(word)));
    }

    private Token token(String word, String stem, Denial own, boolean verb) {
        return new Token(word, stem, sentence, parts.size(), own, before, preposition, verb, false, mood, isOpen(word));
    }

    private boolean isOpen(String word) {
        boolean gerund = word.length() > 5 && word.endsWith("ing");
        return !gerund && sinceMark.size() <= MOST_OPENING && Moods.open(sinceMark);
    }

    private void endPart() {
        if (!part.isEmpty()) {
            parts.add(part);
            part = new ArrayList<>();
        }
        preposition = "";
        denial = Denial.NONE;
        reach = 0;
    }
}
