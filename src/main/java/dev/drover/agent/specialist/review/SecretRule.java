package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Tokens of known form, JSON web tokens, and assignments to names that say they hold a secret. */
final class SecretRule implements Rule {
    /** Longer lines are generated; each part of them is looked at for itself, so that no search takes long. */
    private static final int MAX_LINE = 20_000;

    private static final int SHOWN = 4;
    private static final double TOKEN_ENTROPY = 2.8;

    @Override
    public List<Finding> check(SourceFile file) {
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            for (int start = 0; start == 0 || start < line.length(); start += MAX_LINE) {
                String part = line.substring(start, Math.min(line.length(), start + MAX_LINE));
                checkLine(file, i + 1, part, findings);
            }
        }
        return findings;
    }

    private static void checkLine(SourceFile file, int number, String line, List<Finding> findings) {
        int before = findings.size();
        for (TokenShape shape : TokenShape.ALL) {
            if (line.contains(shape.hint())) {
                Matcher token = shape.pattern().matcher(line);
                while (token.find()) {
                    if (isReal(token.group(1))) {
                        findings.add(finding(file, number, shape.rule(), shape.title(), masked(token.group(1))));
                    }
                }
            }
        }
        JsonWebToken.find(line)
                .ifPresent(token -> findings.add(finding(file, number, "jwt", "a JSON web token", masked(token))));
        if (findings.size() == before) {
            AssignedSecret.find(file, line)
                    .ifPresent(secret -> findings.add(finding(
                            file,
                            number,
                            "assignment",
                            "a secret that is written out (" + secret.name() + ")",
                            secret.value().length() + " characters")));
        }
    }

    private static boolean isReal(String token) {
        return !Placeholders.matches(token) && Placeholders.entropy(token) >= TOKEN_ENTROPY;
    }

    /** The first characters of such a token are its kind and no secret. */
    private static String masked(String token) {
        return token.substring(0, SHOWN) + "…, " + token.length() + " characters";
    }

    private static Finding finding(SourceFile file, int line, String rule, String title, String masked) {
        String message = "This looks like " + title + " (" + masked
                + "). Take it out of the file, revoke it where it was issued, and read it from the environment.";
        return new Finding(Severity.HIGH, "secret." + rule, message, Optional.of(file.path()), Optional.of(line));
    }
}
