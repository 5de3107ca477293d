package dev.drover.agent.specialist.documentation.changelog;

import dev.drover.agent.specialist.Assignment;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commits that the changelog of a packet tells of, for whoever has more to say of them.
 *
 * @param title of its section: a version, or {@code Unreleased}
 * @param since the tag or commit after which they came; empty for the beginning
 * @param commits in the order of their headings, and of each the newest first
 */
public record ToldCommits(String title, Optional<String> since, List<Told> commits) {
    public ToldCommits {
        commits = List.copyOf(commits);
    }

    /**
     * A commit.
     *
     * @param hash as the changelog shows it
     * @param kind the heading under which it stands there
     * @param isBreaking whether its message says that it breaks something
     * @param words what its message says, in a line
     */
    public record Told(String hash, String kind, boolean isBreaking, String words) {
        private static Told of(Change change) {
            String scope = change.scope().isEmpty() ? "" : change.scope() + ": ";
            String more = change.breaking()
                    .filter(text -> !text.equals(change.description()))
                    .map(text -> ": " + text)
                    .orElse("");
            return new Told(
                    change.hash(),
                    change.kind().title,
                    change.kind() == Kind.BREAKING,
                    scope + change.description() + more);
        }
    }

    /** Reads them again out of the history, which names the same ones unless it has got others meanwhile. */
    public static ToldCommits of(Assignment assignment) throws IOException, InterruptedException {
        Map<String, String> params = assignment.packet().params();
        History history = History.of(assignment);
        Optional<String> version = Changelog.version(params);
        Changelog.Range range = Changelog.range(history, version, params);
        String page = Changelog.page(assignment).name();
        List<Change> changes = history.between(range.after(), range.last(), page);
        return new ToldCommits(
                version.orElse(Changelog.UNRELEASED),
                range.since(),
                changes.stream()
                        .sorted(Comparator.comparing(Change::kind))
                        .map(Told::of)
                        .toList());
    }
}
