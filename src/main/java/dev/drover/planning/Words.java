package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into words and the marks between them. */
final class Words {
    /** A text is judged by its beginning; nobody hides the command behind this many characters. */
    static final int MAX_CHARACTERS = 8000;

    /** Stands for the end of a sentence. */
    static final String STOP = ".";

    /** Stands for a comma or an 'and', behind which another command may begin. */
    static final String COMMA = ",";

    /** Stands for the end of a question. */
    static final String QUESTION = "?";

    /** Stands for a colon, a semicolon or a dash, which end a thought and not a sentence. */
    static final String PAUSE = ":";

    private static final Pattern PIECE =
            Pattern.compile("[\\p{L}\\p{N}]+(?:'\\p{L}+)?|[.!?;:)](?=\\s|$)|\\n\\s*(?=[-*\\n])|[,&+()]|\\s[-–—]+\\s");

    /** What is quoted is a name or a message and not what the request asks for. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]{1,200}\"|`[^`\\n]{1,200}`|“[^”\\n]{1,200}”");

    /** Says no more than 'then'. */
    private static final Pattern SEQUEL = Pattern.compile(
            "\\b(?:(?:when|once|after|as soon as) (?:(?:that|it|this|you|all|everything)(?: is| are|'s|'re)? )?(?:done|finished|ready)"
                    + "|(?:after|following) (?:that|this)|next up)\\b,?");

    private static final Map<String, List<String>> SHORT_FORMS = Map.of(
            "dont", List.of("do", "not"),
            "doesnt", List.of("does", "not"),
            "didnt", List.of("did", "not"),
            "isnt", List.of("is", "not"),
            "cant", List.of("can", "not"),
            "wont", List.of("will", "not"),
            "cannot", List.of("can", "not"),
            "and", List.of(COMMA));

    private Words() {}

    /** The words in lower case, with {@link #STOP} and {@link #COMMA} between them; short forms are written out. */
    static List<String> of(String text) {
        return withMarks(text).stream().map(Words::plain).toList();
    }

    /** Every end of a sentence or thought is a {@link #STOP}. */
    static String plain(String word) {
        return word.equals(QUESTION) || word.equals(PAUSE) ? STOP : word;
    }

    /** The same with {@link #QUESTION} and {@link #PAUSE} told apart from {@link #STOP}. */
    static List<String> withMarks(String text) {
        String head = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String unquoted = QUOTED.matcher(Lines.marked(head)).replaceAll(" ");
        var words = new ArrayList<String>();
        String lower =
                (unquoted.isBlank() ? head : unquoted).toLowerCase(Locale.ROOT).replace('’', '\'');
        Matcher pieces = PIECE.matcher(SEQUEL.matcher(lower).replaceAll(" then "));
        while (pieces.find()) {
            addWord(pieces.group(), words);
        }
        return words;
    }

    private static void addWord(String piece, List<String> words) {
        if (!Character.isLetterOrDigit(piece.codePointAt(0))) {
            words.add(mark(piece));
        } else if (piece.endsWith("n't")) {
            words.add(piece.equals("can't") ? "can" : piece.substring(0, piece.length() - 3));
            words.add("not");
        } else {
            String word = piece.contains("'") ? piece.substring(0, piece.indexOf('\'')) : piece;
            words.addAll(SHORT_FORMS.getOrDefault(word, List.of(kind(word))));
        }
    }

    private static String mark(String piece) {
        if (",&+()".contains(piece)) {
            return COMMA;
        }
        boolean pauses = ":;".contains(piece) || "-–—".contains(piece.strip());
        return piece.equals(QUESTION) ? QUESTION : pauses && !piece.isBlank() ? PAUSE : STOP;
    }

    /** NullPointerException is an exception, TypeError an error. */
    private static String kind(String word) {
        return word.length() > 6 && word.endsWith("error") ? "error" : word.endsWith("exception") ? "exception" : word;
    }

    static boolean isMark(String word) {
        return word.equals(STOP) || word.equals(COMMA) || word.equals(QUESTION) || word.equals(PAUSE);
    }

    static boolean carriesMeaning(String word) {
        return !isMark(word)
                && !Lexicon.ARTICLES.contains(word)
                && !Lexicon.DROPPED.contains(word)
                && !Lexicon.PREPOSITIONS.contains(word);
    }
}
