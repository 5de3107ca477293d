package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Tokens of known form, and other texts that only a secret looks like; the surest kind that a line shows counts. */
public final class SecretRule implements Rule {
    /** Longer lines are generated; each part of them is looked at for itself, so that no search takes long. */
    private static final int MAX_LINE = 20_000;

    private static final double TOKEN_ENTROPY = 2.8;

    @Override
    public List<Hit> check(SourceFile file) {
        List<TokenShape> shapes = TokenShape.ALL.stream()
                .filter(shape -> file.text().contains(shape.hint()))
                .toList();
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            for (int start = 0; start == 0 || start < line.length(); start += MAX_LINE) {
                String part = line.substring(start, Math.min(line.length(), start + MAX_LINE));
                checkLine(file, shapes, i + 1, part, hits);
            }
        }
        return hits;
    }

    private static void checkLine(SourceFile file, List<TokenShape> shapes, int number, String line, List<Hit> hits) {
        int before = hits.size();
        for (TokenShape shape : shapes) {
            if (line.contains(shape.hint())) {
                Matcher token = shape.pattern().matcher(line);
                while (token.find()) {
                    if (isReal(token.group(1))) {
                        hits.add(known(shape, line, token.group(1), number));
                    }
                }
            }
        }
        if (hits.size() == before) {
            SecretText.find(file, line).ifPresent(secret -> hits.add(secret.hit(line, number)));
        }
    }

    private static boolean isReal(String token) {
        return !Placeholders.matches(token) && Placeholders.entropy(token) >= TOKEN_ENTROPY;
    }

    /** What the form begins with is its kind and no secret; all else of it is. */
    private static Hit known(TokenShape shape, String line, String token, int number) {
        String kind = token.startsWith(shape.hint()) ? shape.hint() + "…, " : "";
        String shown = shape.title() + " (" + kind + token.length() + " characters)";
        return new Hit(
                "secret." + shape.rule(), Severity.HIGH, Secret.advice(shown), number, SecretText.context(line, token));
    }
}
