package dev.drover.agent.specialist.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text as it may be passed on. */
public final class WithoutSecrets {
    /** What stands in the place of a line. */
    public static final String INSTEAD = "[a secret stands here]";

    /** Also of one whose beginning was cut off. */
    private static final Pattern END_OF_KEY = Pattern.compile("-----END [A-Z ]{0,20}PRIVATE KEY");

    private WithoutSecrets() {}

    /**
     * The lines of it, those with a secret replaced; none of them when it holds a private key, which takes up more than
     * the line that is known of it.
     *
     * @param path of the file, which says what language it is in
     */
    public static List<String> lines(String path, String text) {
        SecretLines secrets = SecretLines.of(path, text);
        if (secrets.privateKey() || END_OF_KEY.matcher(text).find()) {
            return List.of("[a private key stands here]");
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        secrets.lines().forEach(line -> lines.set(line - 1, INSTEAD));
        return lines;
    }
}
