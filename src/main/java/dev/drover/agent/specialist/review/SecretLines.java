package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.SourceFile;
import java.util.HashSet;
import java.util.Set;

/**
 * Where secrets that the rules know stand in a text, for whoever passes it on.
 *
 * @param lines counted from 1
 * @param privateKey whether there is one; of it only the first line is known, so nothing of the text is to be passed on
 */
public record SecretLines(Set<Integer> lines, boolean privateKey) {
    public SecretLines {
        lines = Set.copyOf(lines);
    }

    /**
     * Looks for them.
     *
     * @param path of the file, which says what language it is in
     */
    public static SecretLines of(String path, String text) {
        var lines = new HashSet<Integer>();
        boolean privateKey = false;
        for (Hit hit : Rules.BY_CAPABILITY
                .getOrDefault("scan_secrets", Rules.NONE)
                .check(new SourceFile(path, text))
                .hits()) {
            if (hit.rule().startsWith("secret.")) {
                lines.add(hit.line());
                privateKey |= hit.rule().equals("secret.private-key");
            }
        }
        return new SecretLines(lines, privateKey);
    }

    /** Whether there is none at all. */
    public boolean none() {
        return lines.isEmpty();
    }
}
