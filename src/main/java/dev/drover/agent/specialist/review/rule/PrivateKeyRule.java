package dev.drover.agent.specialist.review.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM form, with their content: code that only looks for the first line holds no key. */
public final class PrivateKeyRule implements Rule {
    private static final Pattern BEGIN =
            Pattern.compile("-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?)-----(.*)$");
    private static final Pattern CONTENT = Pattern.compile("[A-Za-z0-9+/=]{24,}");
    private static final int LOOK_AHEAD = 8;

    @Override
    public List<Hit> check(SourceFile file) {
        var hits = new ArrayList<Hit>();
        if (!file.text().contains("-----BEGIN ")) {
            return hits;
        }
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            Matcher begin = line.contains("-----BEGIN ") ? BEGIN.matcher(line) : BEGIN.matcher("");
            if (begin.find() && hasContent(file, i, begin.group(2))) {
                hits.add(new Hit(
                        Secret.PRIVATE_KEY.id(),
                        Secret.PRIVATE_KEY.severity(),
                        begin.group(1) + ": " + Secret.PRIVATE_KEY.advice(),
                        i + 1,
                        begin.group(1)));
            }
        }
        return hits;
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
