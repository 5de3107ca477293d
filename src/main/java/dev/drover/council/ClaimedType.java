package dev.drover.council;

import dev.drover.message.Ids;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which agent type a definition that cannot be read was written for. Nobody but its author knows how the work of
 * that type was to be done, so none of it may be done as if the file were not there.
 */
final class ClaimedType {
    private static final Pattern TYPE = key("type");
    private static final Pattern NAME = key("name");
    private static final Pattern FIRST_FENCE = Pattern.compile("\\A\\uFEFF?\\s*---[ \\t]*\\R");
    private static final Pattern FENCE = Pattern.compile("(?m)^---[ \\t]*$");
    private static final Pattern BLANK = Pattern.compile("\\R[ \\t]*\\R");
    private static final String ENDING = ".md";

    private ClaimedType() {}

    /** What its text says, as a definition that is whole would: the type, else the name; else the name of the file. */
    static Optional<String> of(String file, String text) {
        String head = head(text);
        Optional<String> said = value(TYPE, head).or(() -> value(NAME, head));
        return said.isPresent() ? said : ofFileName(file);
    }

    /** Without the prompt, which may well speak of types: up to the second fence, or where there is none to a blank line. */
    private static String head(String text) {
        String after = FIRST_FENCE.matcher(text).replaceFirst("");
        String fenced = FENCE.split(after, 2)[0];
        return fenced.length() < after.length() ? fenced : BLANK.split(after, 2)[0];
    }

    /** What is left to go by when a file has no text that can be read. */
    static Optional<String> ofFileName(String file) {
        return file.endsWith(ENDING)
                ? Optional.of(file.substring(0, file.length() - ENDING.length()))
                        .filter(Ids::isValid)
                : Optional.empty();
    }

    private static Pattern key(String name) {
        return Pattern.compile(
                "(?m)^" + name + "[ \\t]*:[ \\t]*[\"']?([A-Za-z0-9][A-Za-z0-9_-]{0,63})[\"']?[ \\t]*(?:#.*)?\\r?$");
    }

    private static Optional<String> value(Pattern key, String text) {
        Matcher matcher = key.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
