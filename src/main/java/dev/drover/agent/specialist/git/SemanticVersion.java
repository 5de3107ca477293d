package dev.drover.agent.specialist.git;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version by <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a> as a tag has it.
 *
 * @param prefix what stands before it, such as {@code v} or {@code server-}
 * @param preRelease whether it comes before the version of these numbers
 */
record SemanticVersion(String prefix, int major, int minor, int patch, boolean preRelease)
        implements Comparable<SemanticVersion> {
    private static final Pattern FORM =
            Pattern.compile("((?:[A-Za-z][A-Za-z0-9._-]{0,80}[-_/])?[vV]?)(\\d{1,8})\\.(\\d{1,8})\\.(\\d{1,8})"
                    + "(-[0-9A-Za-z.-]{1,80})?(?:\\+[0-9A-Za-z.-]{1,80})?");
    private static final Comparator<SemanticVersion> ORDER = Comparator.comparingInt(SemanticVersion::major)
            .thenComparingInt(SemanticVersion::minor)
            .thenComparingInt(SemanticVersion::patch)
            .thenComparing(SemanticVersion::preRelease, Comparator.reverseOrder());

    static Optional<SemanticVersion> of(String tag) {
        Matcher matcher = FORM.matcher(tag);
        return matcher.matches()
                ? Optional.of(new SemanticVersion(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4)),
                        matcher.group(5) != null))
                : Optional.empty();
    }

    /** The part of the prefix that tells one of several products in a repository from the others. */
    String product() {
        return prefix.replaceFirst("[vV]$", "");
    }

    SemanticVersion nextMajor() {
        return new SemanticVersion(prefix, major + 1, 0, 0, false);
    }

    SemanticVersion nextMinor() {
        return new SemanticVersion(prefix, major, minor + 1, 0, false);
    }

    SemanticVersion nextPatch() {
        return new SemanticVersion(prefix, major, minor, patch + 1, false);
    }

    /** The version that a pre-release is of. */
    SemanticVersion released() {
        return new SemanticVersion(prefix, major, minor, patch, false);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return prefix + major + "." + minor + "." + patch;
    }
}
