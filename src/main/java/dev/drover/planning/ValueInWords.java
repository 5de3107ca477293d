package dev.drover.planning;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value that a request may say for a param, such as the version behind 'tag'. Only a word of the right shape counts,
 * and only when it is the only one of its kind: a guess would be done to somebody's repository.
 *
 * @param after words of which one must stand before the value, small words between them left aside; none means anywhere
 */
record ValueInWords(Kind kind, Set<String> after) {
    /** No request has a value worth looking for behind so many words. */
    private static final int MOST_WORDS = 2000;

    private static final Pattern FORM =
            Pattern.compile("\\{([a-z]{1,20})(?: after ([a-z-]{1,20}(?:, [a-z-]{1,20}){0,15}))?}");

    /** May stand between the word before and the value: 'merge my new branch feature/x'. */
    private static final Set<String> BETWEEN = Set.of(
            "a",
            "an",
            "the",
            "my",
            "our",
            "this",
            "that",
            "new",
            "branch",
            "branches",
            "tag",
            "version",
            "release",
            "commit",
            "commits",
            "git",
            "called",
            "named",
            "as",
            "number",
            "no",
            "build",
            "environment");

    /** Between what is merged and what it is merged into. */
    private static final Set<String> TARGETS = Set.of("into", "onto");

    /** Names that a branch or an environment has without looking like a name. */
    private static final Set<String> USUAL_BRANCHES =
            Set.of("main", "master", "develop", "development", "dev", "trunk", "staging", "production");

    /** What is brought from one environment to the next, and words that stand for it. */
    private static final Set<String> NO_NAMES = Set.of(
            ("app application service code site website project artifact artifacts image candidate changes change what"
                            + " everything anything something work page api backend frontend latest current last those back down another"
                            + " these today tomorrow fix feature package and")
                    .split(" ", -1));

    /** What a value can be, and how it must look. None can begin with a dash or hold a sign that a shell knows. */
    enum Kind {
        /** Dotted numbers, or a number behind a v. */
        VERSION("v?[0-9]{1,6}(\\.[0-9]{1,6}){1,3}([-+][0-9A-Za-z.-]{1,40})?|v[0-9]{1,6}"),
        /** With a sign or a digit in it that ordinary words lack, or a name that is usual for branches. */
        BRANCH("[0-9A-Za-z][0-9A-Za-z._/-]{0,99}"),
        /** Abbreviated or whole hashes, which have a digit in them, or HEAD; of these there may be several; HEAD also for 'the last commit'. */
        COMMITS("(?=[a-f]*[0-9])[0-9a-f]{7,64}|HEAD(~[0-9]{1,3})?"),
        /** A name in lower case. */
        ENVIRONMENT("[a-z][a-z0-9-]{1,39}");

        private final Pattern shape;

        Kind(String shape) {
            this.shape = Pattern.compile(shape);
        }

        boolean fits(String word) {
            boolean named = (this != BRANCH && this != ENVIRONMENT) || !isSmall(word.toLowerCase(Locale.ROOT));
            return shape.matcher(word).matches() && named && (this != BRANCH || isBranch(word));
        }

        /** Whether it can be the name of a branch where nothing but such a name stands. */
        private static boolean isName(String word) {
            return BRANCH.shape.matcher(word).matches()
                    && !isSmall(word.toLowerCase(Locale.ROOT))
                    && !VERSION.fits(word)
                    && !Lexicon.QUESTIONS.contains(word)
                    && isSafe(word);
        }

        private static boolean isSmall(String word) {
            return Lexicon.PREPOSITIONS.contains(word)
                    || Lexicon.DROPPED.contains(word)
                    || Lexicon.ARTICLES.contains(word)
                    || Lexicon.FILLERS.contains(word)
                    || NO_NAMES.contains(word);
        }

        private static boolean isBranch(String word) {
            boolean looksLikeOne = word.chars().anyMatch(c -> "/_-".indexOf(c) >= 0 || (c >= '0' && c <= '9'));
            return (looksLikeOne || USUAL_BRANCHES.contains(word)) && !VERSION.fits(word) && isSafe(word);
        }

        private static boolean isSafe(String word) {
            return !word.contains("..")
                    && !word.contains("//")
                    && !word.contains("/.")
                    && !word.endsWith("/")
                    && !word.endsWith(".lock");
        }
    }

    ValueInWords {
        after = Set.copyOf(after);
    }

    /** Empty when the text is no such form: {@code {version}} or {@code {branch after into, to}}. */
    static Optional<ValueInWords> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(form.group(1)))
                .findFirst()
                .map(kind -> new ValueInWords(
                        kind,
                        form.group(2) == null ? Set.of() : Set.of(form.group(2).split(", ", -1))));
    }

    static String forms() {
        return Arrays.stream(Kind.values())
                .map(kind -> '{' + kind.name().toLowerCase(Locale.ROOT) + '}')
                .collect(Collectors.joining(", "));
    }

    /** The words of a request as they are written, without the marks around them. */
    static List<String> words(String text) {
        String head = text.substring(0, Math.min(text.length(), Words.MAX_CHARACTERS));
        return Stream.of(head.split("[\\s\"'`,;()]+", MOST_WORDS))
                .map(ValueInWords::withoutStop)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS - 1)
                .toList();
    }

    private static String withoutStop(String word) {
        int end = word.length();
        while (end > 0 && ".!?:".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }

    /** The value, when the words hold just one. */
    Optional<String> in(List<String> words) {
        var found = new LinkedHashSet<String>();
        if (after.isEmpty()) {
            words.stream().filter(kind::fits).forEach(found::add);
            if (kind == Kind.COMMITS && found.isEmpty() && meansHead(words)) {
                found.add("HEAD");
            }
        } else {
            for (int i = 0; i < words.size(); i++) {
                if (after.contains(words.get(i).toLowerCase(Locale.ROOT)) && !isOfAnother(words, i)) {
                    int at = i + 1;
                    behind(words, at)
                            .filter(kind::fits)
                            .or(() -> namedByPlace(words, at))
                            .ifPresent(found::add);
                }
            }
        }
        return found.size() == 1 || (kind == Kind.COMMITS && !found.isEmpty())
                ? Optional.of(String.join(" ", found))
                : Optional.empty();
    }

    /** 'Merge login into main', 'merge it into next': the place says that the word is a branch, whatever it looks like. */
    private Optional<String> namedByPlace(List<String> words, int at) {
        if (kind != Kind.BRANCH || at >= words.size()) {
            return Optional.empty();
        }
        boolean beside = TARGETS.contains(words.get(at - 1).toLowerCase(Locale.ROOT))
                || (at + 1 < words.size() && TARGETS.contains(words.get(at + 1).toLowerCase(Locale.ROOT)));
        String word = words.get(at);
        return Optional.of(word).filter(name -> beside && Kind.isName(name) && !BETWEEN.contains(name));
    }

    /** In 'since version 1.2.0' it is 'since' that says what the version is for. */
    private boolean isOfAnother(List<String> words, int at) {
        int before = at;
        while (before >= 0 && BETWEEN.contains(words.get(before).toLowerCase(Locale.ROOT))) {
            before--;
        }
        return kind == Kind.VERSION
                && before >= 0
                && before < at
                && Lexicon.PREPOSITIONS.contains(words.get(before).toLowerCase(Locale.ROOT))
                && !after.contains(words.get(before).toLowerCase(Locale.ROOT));
    }

    private static boolean meansHead(List<String> words) {
        return IntStream.range(1, words.size())
                .anyMatch(i -> words.get(i).equals("commit")
                        && (words.get(i - 1).equals("last") || words.get(i - 1).equals("latest")));
    }

    private static Optional<String> behind(List<String> words, int start) {
        int at = start;
        while (at < words.size() && BETWEEN.contains(words.get(at).toLowerCase(Locale.ROOT))) {
            at++;
        }
        return at < words.size() ? Optional.of(words.get(at)) : Optional.empty();
    }
}
