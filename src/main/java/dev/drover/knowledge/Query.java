package dev.drover.knowledge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Free text as a query in the language of FTS5: its words, each quoted, any of which may occur. Nothing that a person or a
 * model wrote can be anything else in it than a word.
 */
final class Query {
    private static final int MAX_WORDS = 64;
    private static final int MAX_WORD = 64;
    private static final int MIN_BEGINNING = 4;
    private static final int LONGEST_ENDING = 3;
    private static final int MAX_TEXT = 20_000;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{1," + MAX_WORD + "}");
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for", "from",
            "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "no", "not", "of",
            "on", "or", "our", "please", "should", "so", "that", "the", "their", "them", "then", "there", "these",
            "they", "this", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will",
            "with", "you", "your");

    private Query() {}

    /** Empty when the text holds no word. One of nothing but stop words is looked for by these. */
    static Optional<String> of(String text) {
        List<String> used = telling(text);
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(used.stream().map(Query::term).collect(Collectors.joining(" OR ")));
    }

    /**
     * Whether a passage has at least two of the words that a text is looked for by, or the only one: a single one of many
     * is there by chance more often than not.
     */
    static boolean isMoreThanChance(String text, String passage) {
        List<String> used = telling(text);
        Set<String> there = words(passage);
        long shared = used.stream().filter(word -> isIn(word, there)).count();
        return shared >= Math.min(2, used.size());
    }

    /** As the index has it, roughly: words are the same that differ in their endings. */
    private static boolean isIn(String word, Set<String> words) {
        String stem =
                word.substring(0, Math.min(word.length(), Math.max(MIN_BEGINNING, word.length() - LONGEST_ENDING)));
        return words.contains(word)
                || (word.length() >= MIN_BEGINNING && words.stream().anyMatch(other -> other.startsWith(stem)));
    }

    private static List<String> telling(String text) {
        Set<String> all = words(text);
        Set<String> telling = all.stream()
                .filter(word -> !STOP_WORDS.contains(word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return (telling.isEmpty() ? all : telling).stream().limit(MAX_WORDS).toList();
    }

    /** A word counts also as the beginning of a longer one, as 'auth' or 'argon2' does, and twice as itself. */
    private static String term(String word) {
        String quoted = '"' + word + '"';
        return word.length() < MIN_BEGINNING ? quoted : quoted + " OR " + quoted + '*';
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text.substring(0, Math.min(text.length(), MAX_TEXT)));
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
