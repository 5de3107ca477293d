package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tags that are part of a commit's history and name versions.
 *
 * @param versions each with the commit that it is the version of
 */
record Tags(List<Version> versions) {
    /** A version, the tag that says so, and what it is on. */
    record Version(SemanticVersion number, String tag, String commit) {}

    Tags {
        versions = List.copyOf(versions);
    }

    static Tags before(Repository repository, String commit) throws IOException, InterruptedException {
        Ran ran = repository
                .git()
                .data(List.of(
                        "for-each-ref",
                        "--merged=" + commit,
                        "--format=%(refname:lstrip=2)%00%(objectname)%00%(*objectname)%00",
                        "refs/tags/"));
        Repository.required("list the tags", ran);
        List<String> fields = Fields.of(ran);
        var versions = new ArrayList<Version>();
        for (int i = 0; i + 3 <= fields.size(); i += 3) {
            String tag = fields.get(i).strip();
            String on = fields.get(i + 2).isEmpty() ? fields.get(i + 1) : fields.get(i + 2);
            SemanticVersion.of(tag).ifPresent(number -> versions.add(new Version(number, tag, on)));
        }
        return new Tags(versions);
    }

    /** The latest version that is no pre-release. */
    Optional<Version> lastRelease() {
        return versions.stream().filter(v -> !v.number().preRelease()).max(Comparator.comparing(Version::number));
    }

    Optional<SemanticVersion> lastPreRelease() {
        return versions.stream()
                .map(Version::number)
                .filter(SemanticVersion::preRelease)
                .max(Comparator.naturalOrder());
    }

    /** The release that a commit is. */
    Optional<Version> releaseOn(String commit) {
        return versions.stream()
                .filter(v -> !v.number().preRelease() && v.commit().equals(commit))
                .max(Comparator.comparing(Version::number));
    }

    /** Names of the products whose versions they are; more than one in a repository of several. */
    List<String> products() {
        return versions.stream()
                .map(v -> v.number().product())
                .distinct()
                .sorted()
                .toList();
    }
}
