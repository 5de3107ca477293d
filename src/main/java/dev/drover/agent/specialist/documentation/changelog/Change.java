package dev.drover.agent.specialist.documentation.changelog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A commit as its message describes it, by the rules of Conventional Commits 1.0.0.
 *
 * @param hash shortened to a fixed length, so that it stays the same when the repository grows
 * @param scope empty when the message names none
 * @param description the subject without its type, or all of an unconventional one
 * @param breaking what breaks, where the message says more about it than the subject
 */
record Change(String hash, Kind kind, String scope, String description, Optional<String> breaking) {
    private static final int HASH_LENGTH = 10;
    private static final Pattern SUBJECT =
            Pattern.compile("([A-Za-z]{2,20})(?:\\(([^()]{1,100})\\))?(!)?:[ \\t]{1,9}(\\S.*)");
    private static final Pattern FOOTER = Pattern.compile("BREAKING[ -]CHANGE(?::[ \\t]|[ \\t]#)(.*)");
    private static final Pattern ANY_FOOTER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}(?::[ \\t]|[ \\t]#).*");

    /** Reads the hash, the subject and the body. */
    static Change of(String hash, String subject, String body) {
        String shortHash = hash.substring(0, Math.min(HASH_LENGTH, hash.length()));
        Matcher matcher = SUBJECT.matcher(subject.strip());
        Optional<String> breaking = breaking(body);
        boolean conventional = matcher.matches() && isConventional(matcher.group(1), matcher);
        if (!conventional) {
            return new Change(
                    shortHash, breaking.isPresent() ? Kind.BREAKING : Kind.OTHER, "", subject.strip(), breaking);
        }
        String scope = matcher.group(2) == null ? "" : matcher.group(2).strip();
        boolean breaks = matcher.group(3) != null || breaking.isPresent();
        return new Change(
                shortHash, breaks ? Kind.BREAKING : Kind.of(matcher.group(1)), scope, matcher.group(4), breaking);
    }

    /** "Note: this" is prose; a word that is no known type counts when a scope or an exclamation mark goes with it. */
    private static boolean isConventional(String type, Matcher matcher) {
        return Kind.of(type) != Kind.OTHER || matcher.group(2) != null || matcher.group(3) != null;
    }

    /** The first paragraph of a footer that says what breaks. */
    private static Optional<String> breaking(String body) {
        var text = new StringBuilder();
        boolean found = false;
        for (String line : body.lines().toList()) {
            Matcher footer = FOOTER.matcher(line);
            if (!found && footer.matches()) {
                found = true;
                text.append(footer.group(1));
            } else if (found && (line.isBlank() || ANY_FOOTER.matcher(line).matches())) {
                break;
            } else if (found) {
                text.append(' ').append(line.strip());
            }
        }
        return Optional.of(text.toString().strip()).filter(said -> !said.isEmpty());
    }
}
