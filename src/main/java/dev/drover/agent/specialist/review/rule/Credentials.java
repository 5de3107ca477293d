package dev.drover.agent.specialist.review.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords where a protocol puts them: in an address, or in an authorization header. */
final class Credentials {
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b[a-z][a-z0-9+.-]{1,20}://([A-Za-z0-9._%+-]{1,60}):([^\\s:/?#@\"'`<>{}$()\\[\\]|*]{4,100})@([A-Za-z0-9.-]{1,100})");
    private static final Pattern HEADER = Pattern.compile(
            "(?i)\\bauthorization\\b[\"']?\\s{0,5}[:=,]\\s{0,5}[\"'`]?(?:bearer|basic|token)\\s{1,3}([A-Za-z0-9+/_.=-]{20,400})");
    private static final Pattern OWN_MACHINE =
            Pattern.compile("localhost|127\\.0\\.0\\.1|(?:.*\\.)?example(?:\\..*)?|host(?:name)?|db|server");
    private static final double LEAST_ENTROPY = 2.5;
    private static final double HEADER_ENTROPY = 3.5;

    private Credentials() {}

    static Optional<SecretText> find(String line) {
        if (line.contains("://") && line.indexOf('@') > 0) {
            Matcher address = ADDRESS.matcher(line);
            while (address.find()) {
                if (isPassword(address.group(1), address.group(2), address.group(3))) {
                    return Optional.of(new SecretText(Secret.URL_PASSWORD, address.group(2), address.group(3) + ", "));
                }
            }
        }
        if (line.contains("uthorization") || line.contains("UTHORIZATION")) {
            Matcher header = HEADER.matcher(line);
            if (header.find()
                    && !Placeholders.matches(header.group(1))
                    && Placeholders.entropy(header.group(1)) >= HEADER_ENTROPY) {
                return Optional.of(new SecretText(Secret.AUTHORIZATION, header.group(1), ""));
            }
        }
        return Optional.empty();
    }

    private static boolean isPassword(String user, String password, String host) {
        String lower = password.toLowerCase(Locale.ROOT);
        return !Placeholders.matches(password)
                && !lower.contains("pass")
                && !lower.contains("secret")
                && !lower.equals(user.toLowerCase(Locale.ROOT))
                && !OWN_MACHINE.matcher(host).matches()
                && Placeholders.entropy(password) >= LEAST_ENTROPY;
    }
}
