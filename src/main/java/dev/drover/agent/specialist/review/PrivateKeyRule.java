package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM form, with their content: code that only looks for the first line holds no key. */
final class PrivateKeyRule implements Rule {
    private static final Pattern BEGIN =
            Pattern.compile("-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?)-----(.*)$");
    private static final Pattern CONTENT = Pattern.compile("[A-Za-z0-9+/=]{24,}");
    private static final int LOOK_AHEAD = 8;

    @Override
    public List<Finding> check(SourceFile file) {
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            Matcher begin = line.contains("-----BEGIN ") ? BEGIN.matcher(line) : BEGIN.matcher("");
            if (begin.find() && hasContent(file, i, begin.group(2))) {
                findings.add(new Finding(
                        Severity.CRITICAL,
                        "secret.private-key",
                        "A private key (" + begin.group(1)
                                + ") stands in this file. Replace the key pair, and keep the new key out of the tree.",
                        Optional.of(file.path()),
                        Optional.of(i + 1)));
            }
        }
        return findings;
    }

    private static boolean hasContent(SourceFile file, int index, String rest) {
        if (CONTENT.matcher(rest).find()) {
            return true;
        }
        int end = Math.min(file.lines().size(), index + 1 + LOOK_AHEAD);
        for (String line : file.lines().subList(index + 1, end)) {
            if (line.contains("-----")) {
                return false;
            }
            if (CONTENT.matcher(line).find() && !line.contains("...")) {
                return true;
            }
        }
        return false;
    }
}
