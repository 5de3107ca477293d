package dev.drover.agent.specialist.review.rule;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quoted texts that are as mixed as only keys are. Much else is as well, and is allowed: hashes, data and pictures, keys
 * meant for the public, alphabets, paths, and whatever stands in files that people do not write.
 */
final class RandomText {
    private static final Pattern QUOTED = Pattern.compile("([\"'`])([A-Za-z0-9+/_-]{32,120}={0,2})\\1");
    private static final Set<String> ALLOWED_FILES =
            Set.of("lock", "sum", "svg", "css", "html", "htm", "map", "csv", "ipynb", "po", "pem", "crt", "snap", "md");
    private static final Set<String> ALLOWED_NAMES = Set.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock");
    private static final Pattern ALLOWED_LINE = Pattern.compile(
            "(?i)sha-?(?:1|256|384|512)|\\bmd5|integrity|checksum|digest|hash|base64,|ssh-(?:rsa|ed25519)|public.?key|fingerprint"
                    + "|certificate|uuid|nonce|alphabet|charset|serialVersionUID|signature|expected|assert");
    private static final double LEAST_ENTROPY = 4.5;
    private static final int LONGEST_RUN = 4;

    private RandomText() {}

    static Optional<String> find(SourceFile file, String line) {
        boolean mayBe = line.length() >= 34
                && !file.isTest()
                && !ALLOWED_FILES.contains(file.extension())
                && !ALLOWED_NAMES.contains(file.name());
        if (!mayBe) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(line);
        boolean random = quoted.find() && isRandom(quoted.group(2));
        // Several on a line are a table, and a part of a longer text is data.
        boolean alone = random && !isPart(line) && !ALLOWED_LINE.matcher(line).find();
        String value = alone ? quoted.group(2) : "";
        return alone && !quoted.find() ? Optional.of(value) : Optional.empty();
    }

    private static boolean isPart(String line) {
        return line.contains("\" +") || line.contains("' +") || line.strip().startsWith("+");
    }

    private static boolean isRandom(String value) {
        boolean mixed = value.chars().anyMatch(Character::isUpperCase)
                && value.chars().anyMatch(Character::isLowerCase)
                && value.chars().filter(Character::isDigit).count() >= 3;
        return mixed
                && !Placeholders.matches(value)
                && longestRun(value) < LONGEST_RUN
                && value.chars().filter(c -> c == '/' || c == '_' || c == '-').count() < value.length() / 8
                && Placeholders.entropy(value) >= LEAST_ENTROPY;
    }

    /** The most characters in a row of which each follows the one before it in the alphabet. */
    private static int longestRun(String value) {
        int longest = 1;
        int run = 1;
        for (int i = 1; i < value.length(); i++) {
            run = value.charAt(i) == value.charAt(i - 1) + 1 ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
