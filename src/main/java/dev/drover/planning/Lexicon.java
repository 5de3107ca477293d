package dev.drover.planning;

import java.util.Set;
import java.util.regex.Pattern;

/** The small words of English that shape a sentence. What a request is about stands in the patterns, not here. */
final class Lexicon {
    /** A noun follows, so what comes next is not a command. */
    static final Set<String> ARTICLES = Set.of(
            "a", "an", "the", "my", "our", "your", "their", "its", "this", "these", "those", "any", "each", "every");

    /** What stands behind one of these is there already. */
    static final Set<String> DEFINITE = Set.of("the", "this", "these", "those", "my", "our", "their", "its");

    /** At the beginning of a sentence these ask something; further in they are prepositions. */
    static final Set<String> QUESTIONS = Set.of("how", "why", "what", "where", "which", "who", "when");

    /** At the beginning of a question these ask whether something is so. */
    static final Set<String> WHETHER = Set.of(
            "is",
            "are",
            "was",
            "were",
            "do",
            "does",
            "did",
            "has",
            "have",
            "had",
            "any",
            "anything",
            "anyone",
            "anybody",
            "should",
            "can",
            "could",
            "will",
            "would",
            "may",
            "might");

    /** With 'for' behind them they have what is looked for as their object. */
    static final Set<String> SEARCHING = Set.of("check", "look", "search", "scan", "hunt", "watch");

    /** Ends the direct object of a verb. */
    static final Set<String> PREPOSITIONS = Set.of(
            "for",
            "in",
            "to",
            "with",
            "of",
            "on",
            "from",
            "at",
            "by",
            "into",
            "onto",
            "using",
            "via",
            "that",
            "which",
            "who",
            "when",
            "where",
            "while",
            "because",
            "if",
            "whether",
            "so",
            "as",
            "after",
            "before",
            "against",
            "under",
            "within",
            "about",
            "between",
            "through",
            "during",
            "per",
            "across",
            "than",
            "how",
            "what",
            "since",
            "until",
            "once",
            "regarding",
            "concerning",
            "unless",
            "inside",
            "like");

    /** What begins with one of these is a circumstance and not the command. */
    static final Set<String> SUBORDINATORS = Set.of(
            "when", "while", "because", "if", "after", "before", "as", "since", "until", "once", "unless", "whenever");

    /** A verb stands before or behind, so a word before it is a noun: 'the build is broken'. */
    static final Set<String> FINITE = Set.of(
            "is", "are", "was", "were", "isn", "aren", "does", "do", "did", "has", "have", "had", "should", "must",
            "can", "cannot", "could", "will", "would", "fails", "crashes", "breaks", "broke", "hangs", "takes", "keeps",
            "throws", "returns", "shows", "needs", "seems", "stopped", "looks", "gives");

    /** Carry nothing; words on both sides of them count as neighbours. */
    static final Set<String> DROPPED = Set.of(
            "i", "you", "we", "they", "he", "she", "it", "me", "us", "them", "there", "here", "is", "are", "was",
            "were", "be", "been", "being", "am", "do", "does", "did", "has", "have", "had", "will", "would", "s", "d",
            "ll", "ve", "re", "m", "t", "some", "all", "too", "very", "really", "yet", "also", "just", "now", "one",
            "both", "or");

    /** Stand for the object of a command: 'build it'. */
    static final Set<String> OBJECT_PRONOUNS = Set.of("it", "this", "that", "these", "those", "them");

    /** Politeness and set phrases that may stand before the command. */
    static final Set<String> FILLERS = Set.of(
            "yes",
            "please",
            "pls",
            "git",
            "plz",
            "kindly",
            "hi",
            "hello",
            "hey",
            "drover",
            "dear",
            "thanks",
            "can",
            "could",
            "should",
            "must",
            "may",
            "might",
            "shall",
            "want",
            "need",
            "like",
            "love",
            "prefer",
            "let",
            "lets",
            "help",
            "go",
            "ahead",
            "try",
            "great",
            "nice",
            "good",
            "able",
            "someone",
            "somebody",
            "task",
            "todo",
            "story",
            "request",
            "perform",
            "conduct",
            "carry",
            "give",
            "get",
            "first",
            "next",
            "finally",
            "second",
            "last",
            "only",
            "then",
            "again",
            "ensure",
            "quick",
            "sure",
            "time",
            "start",
            "begin",
            "ok",
            "okay",
            "ready",
            "tell");

    /** Deny what follows. */
    static final Set<String> NEGATORS =
            Set.of("not", "no", "never", "without", "except", "excluding", "skip", "nor", "neither", "cannot");

    /** Of these, the ones with which a request refuses a piece of work and does not merely report that something is not so. */
    static final Set<String> REFUSERS = Set.of("without", "except", "excluding", "skip");

    /** Behind a negator these turn it around: 'do not forget to', 'not only'. */
    static final Set<String> UNDENIED = Set.of("forget", "hesitate", "only", "just", "you", "we", "longer");

    /** A new sentence or thought begins. */
    static final Set<String> BREAKS =
            Set.of("then", "but", "afterwards", "afterward", "finally", "however", "otherwise");

    /** Behind one of these a verb may stand that is no command: 'how to build', 'when you deploy'. */
    static final Set<String> VERB_OPENERS = Set.of(
            "to", "how", "that", "which", "who", "when", "where", "whether", "if", "what", "so", "because", "while",
            "before", "after", "until", "as");

    /** What follows is to be done after what stands before. */
    static final Set<String> SEQUELS = Set.of("then", "afterwards", "afterward", "finally");

    /** Behind another command these ask for its result. */
    static final Set<String> TELLING = Set.of(
            "tell",
            "show",
            "report",
            "list",
            "print",
            "give",
            "send",
            "name",
            "say",
            "let",
            "summarize",
            "summarise",
            "display",
            "return");

    /** Nouns and participles made of verbs: 'documentation' is no command though 'document' is. */
    static final Pattern NOUN_FORM =
            Pattern.compile(".*(ations?|sions?|ments|it(y|ies)|ances?|ness|[^s]s|(?<!docu|imple|com|experi)ment)"
                    + "|(?!speed|embed|need|seed|feed|proceed).*ed");

    private Lexicon() {}
}
