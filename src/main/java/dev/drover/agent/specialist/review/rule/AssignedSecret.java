package dev.drover.agent.specialist.review.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that is written out and assigned to a name such as {@code dbPassword}.
 *
 * <p>Most such assignments are no secrets: labels, names of settings, look-ups, words. A value counts when it is not one
 * of those and is as mixed as passwords and keys are.
 */
record AssignedSecret(String name, String value) {
    private static final String NAME = "([A-Za-z0-9_.-]{0,60}?(?i:password|passwd|pwd|secret|token|api[_-]?key"
            + "|access[_-]?key|private[_-]?key|auth[_-]?key|credentials?))";
    private static final Pattern QUOTED = Pattern.compile(
            "(?<![A-Za-z0-9_.-])" + NAME + "[\"']?\\s{0,20}(?::=|=>|[=:])\\s{0,20}([\"'`])([^\"'`\\s]{8,200})\\2");
    private static final Pattern UNQUOTED =
            Pattern.compile("^\\s{0,20}(?:export\\s+)?" + NAME + "\\s{0,20}[=:]\\s{0,20}([^\"'\\s#]{8,200})\\s*$");
    private static final Pattern HINT = Pattern.compile("(?i)pass|pwd|secret|token|key|credential");
    private static final Set<String> PLAIN_SETTINGS = Set.of("env", "properties", "ini", "cfg", "conf");
    private static final double PASSWORD_ENTROPY = 2.75;
    private static final double KEY_ENTROPY = 3.6;
    private static final int KEY_LENGTH = 20;

    static Optional<AssignedSecret> find(SourceFile file, String line) {
        if (!HINT.matcher(line).find()) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(line);
        while (quoted.find()) {
            var secret = new AssignedSecret(quoted.group(1), quoted.group(3));
            if (secret.isLikely()) {
                return Optional.of(secret);
            }
        }
        if (PLAIN_SETTINGS.contains(file.extension()) || file.name().startsWith(".env")) {
            Matcher unquoted = UNQUOTED.matcher(line);
            if (unquoted.matches()) {
                return Optional.of(new AssignedSecret(unquoted.group(1), unquoted.group(2)))
                        .filter(AssignedSecret::isLikely);
            }
        }
        return Optional.empty();
    }

    private boolean isLikely() {
        boolean digit = value.chars().anyMatch(Character::isDigit);
        boolean letter = value.chars().anyMatch(Character::isLetter);
        boolean sign = value.chars().anyMatch(c -> "!@#$%^&*?+=~|".indexOf(c) >= 0);
        boolean code = value.chars().anyMatch(c -> "()[]{}<>;\\".indexOf(c) >= 0);
        if (Placeholders.matches(value) || (!sign && repeatsName())) {
            return false;
        }
        double entropy = Placeholders.entropy(value);
        boolean key = value.length() >= KEY_LENGTH && entropy >= KEY_ENTROPY && isMixedCase();
        return !code && letter && (digit || sign || key) && entropy >= PASSWORD_ENTROPY;
    }

    /** Such as {@code api_key = "x-api-key-2"}: the value names the setting. */
    private boolean repeatsName() {
        String plainName = plain(name);
        String plainValue = plain(value);
        return plainValue.contains("password")
                || plainValue.contains("apikey")
                || plainValue.contains("secret")
                || plainValue.contains("token")
                || (plainName.length() > 3 && plainValue.contains(plainName));
    }

    private boolean isMixedCase() {
        return value.chars().anyMatch(Character::isUpperCase) && value.chars().anyMatch(Character::isLowerCase);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
