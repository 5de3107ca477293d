package dev.drover.agent.specialist.review.rule;

import dev.drover.agent.specialist.support.SafeFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text that is taken for a secret.
 *
 * @param value the secret; never shown
 * @param detail what may be said of it, such as the name that it is assigned to
 */
record SecretText(Secret rule, String value, String detail) {
    private static final int CONTEXT = 120;

    /** The surest that a line shows. */
    static Optional<SecretText> find(SourceFile file, String line) {
        return JsonWebToken.find(line)
                .map(token -> new SecretText(Secret.JWT, token, ""))
                .or(() -> Credentials.find(line))
                .or(() -> AssignedSecret.find(file, line)
                        .map(found -> new SecretText(Secret.ASSIGNMENT, found.value(), found.name() + ", ")))
                .or(() -> RandomText.find(file, line).map(found -> new SecretText(Secret.HIGH_ENTROPY, found, "")));
    }

    Hit hit(String line, int number) {
        String said = "(" + detail + value.length() + " characters) ";
        return new Hit(rule.id(), rule.severity(), said + rule.advice(), number, context(line, value));
    }

    /**
     * What stands before the secret, and eight bits of its hash: another secret in its place is another finding, and
     * what is kept of it helps nobody to guess it.
     */
    static String context(String line, String secret) {
        int at = Math.max(0, line.indexOf(secret));
        String before = line.substring(Math.max(0, at - CONTEXT), at).strip().replaceAll("\\s+", " ");
        return before + "#"
                + SafeFiles.sha256(secret.getBytes(StandardCharsets.UTF_8)).substring(0, 2);
    }
}
