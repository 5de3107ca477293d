package dev.drover.agent.specialist.review.rule;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signed JSON web tokens (RFC 7519). The header is decoded, so that other text with dots is not taken for one. */
final class JsonWebToken {
    private static final Pattern FORM = Pattern.compile(
            "(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{8,2000})\\.(eyJ[A-Za-z0-9_-]{4,8000})\\.([A-Za-z0-9_-]{16,2000})");
    private static final String DOCUMENTED_SUBJECT = "\"sub\":\"1234567890\"";

    private JsonWebToken() {}

    static Optional<String> find(String line) {
        if (!line.contains("eyJ")) {
            return Optional.empty();
        }
        Matcher token = FORM.matcher(line);
        while (token.find()) {
            boolean example = decoded(token.group(2)).replace(" ", "").contains(DOCUMENTED_SUBJECT);
            if (decoded(token.group(1)).contains("\"alg\"") && !example) {
                return Optional.of(token.group());
            }
        }
        return Optional.empty();
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
