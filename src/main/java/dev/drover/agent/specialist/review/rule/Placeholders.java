package dev.drover.agent.specialist.review.rule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what only stands where a secret would stand: examples, templates, words and look-ups. */
final class Placeholders {
    private static final List<String> WORDS = List.of(
            "example",
            "changeme",
            "change_me",
            "change-me",
            "placeholder",
            "dummy",
            "sample",
            "your_",
            "your-",
            "yourp",
            "yours",
            "yourt",
            "replace",
            "xxx",
            "***",
            "...",
            "todo",
            "redacted",
            "insert",
            "fake",
            "not-a-real",
            "notreal",
            "lorem",
            "12345678",
            "abcdefgh",
            "process.env",
            "os.environ",
            "getenv",
            "secrets.");

    private static final Pattern TEMPLATE =
            Pattern.compile(".*(?:\\$\\{|\\$\\(|\\{\\{|<[A-Za-z_ -]+>|%\\(|%[sdv]|\\{\\w*}|#\\{|@\\w+@).*");
    private static final Pattern LOOKUP = Pattern.compile("^(?:\\$|env:|vault:|ssm:|arn:|file:|https?://|/|\\./|~/).*");
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:[._:/ -][a-z]+)*|[A-Z]+(?:[._:/ -][A-Z]+)*");

    private Placeholders() {}

    static boolean matches(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains)
                || TEMPLATE.matcher(value).matches()
                || LOOKUP.matcher(value).matches()
                || WORD.matcher(value).matches();
    }

    /** Shannon entropy in bits a character: how little one character tells about the next. */
    static double entropy(String text) {
        int[] counts = new int[128];
        text.chars().forEach(c -> counts[c & 127]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
