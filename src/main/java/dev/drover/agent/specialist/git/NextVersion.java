package dev.drover.agent.specialist.git;

import java.util.List;
import java.util.Optional;

/**
 * The version that follows from what was committed since the last one.
 *
 * @param reason a part of a sentence: {@code minor, since it has 2 features}
 */
record NextVersion(SemanticVersion version, String reason) {
    private static final SemanticVersion FIRST = new SemanticVersion("v", 0, 1, 0, false);

    /**
     * Works it out.
     *
     * @param last the latest release; empty before the first
     * @param preRelease the latest pre-release after it
     * @param commits since the last release
     */
    static NextVersion of(
            Optional<SemanticVersion> last, Optional<SemanticVersion> preRelease, List<ConventionalCommit> commits) {
        NextVersion next = last.map(version -> after(version, commits))
                .orElse(new NextVersion(FIRST, "the first, since no version is tagged yet"));
        Optional<SemanticVersion> announced =
                preRelease.map(SemanticVersion::released).filter(v -> v.compareTo(next.version) > 0);
        return announced
                .map(v -> new NextVersion(v, "since a pre-release of it is tagged"))
                .orElse(next);
    }

    private static NextVersion after(SemanticVersion last, List<ConventionalCommit> commits) {
        long breaking = commits.stream().filter(ConventionalCommit::breaking).count();
        long features = commits.stream().filter(c -> c.type().equals("feat")).count();
        if (breaking > 0 && last.major() == 0) {
            return new NextVersion(
                    last.nextMinor(), "minor, since it has " + count(breaking, "breaking change") + " before 1.0.0");
        }
        if (breaking > 0) {
            return new NextVersion(last.nextMajor(), "major, since it has " + count(breaking, "breaking change"));
        }
        if (features > 0) {
            return new NextVersion(last.nextMinor(), "minor, since it has " + count(features, "feature"));
        }
        return new NextVersion(last.nextPatch(), "patch, since it has neither a feature nor a breaking change");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
