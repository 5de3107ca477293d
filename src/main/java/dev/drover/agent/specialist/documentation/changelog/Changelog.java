package dev.drover.agent.specialist.documentation.changelog;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.page.Document;
import dev.drover.agent.specialist.documentation.page.PageFile;
import dev.drover.agent.specialist.documentation.page.Refused;
import dev.drover.agent.specialist.documentation.page.Section;
import dev.drover.agent.specialist.documentation.page.Written;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps what has changed since the last tag in a marked section of the changelog.
 *
 * <p>Params: {@code version} (heading, else {@code Unreleased}; when its tag is there already, the changes up to that)
 * and {@code since} (a tag, with or without its {@code v}, or a commit instead of the last tag).
 */
public final class Changelog {
    private static final String PAGE = "CHANGELOG.md";
    static final String UNRELEASED = "Unreleased";
    private static final String TITLE = "# Changelog\n";

    /** What can stand in a heading, a marker and a tag, and means nothing in any of them. */
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+]*(?:-[0-9A-Za-z._+]+)*");

    private static final int MAX_VERSION = 60;

    private Changelog() {}

    /** The commits that are told of: after one, up to another. */
    record Range(Optional<String> since, Optional<String> after, String last) {}

    public static Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        Map<String, String> params = assignment.packet().params();
        Optional<String> version = version(params);
        History history = History.of(assignment);
        Range range = range(history, version, params);
        PageFile page = page(assignment);
        Optional<byte[]> before = page.read();
        List<Change> changes = history.between(range.after(), range.last(), page.name());
        String heading =
                version.isPresent() ? "[" + version.get() + "] - " + history.day(range.last()) : "[" + UNRELEASED + "]";
        Document document = Document.of(before.orElse(TITLE.getBytes(StandardCharsets.UTF_8)));
        String title = version.orElse(UNRELEASED);
        Document after =
                ChangelogPage.put(document, page.name(), title, heading, ChangelogText.of(changes, range.since()));
        if (version.isPresent()) {
            after = withoutUnreleased(after, page.name(), version.get());
        }
        return outcome(page.write(before, after.bytes()), changes, range, history, title);
    }

    /** The version that the packet names; empty for what is not released. */
    static Optional<String> version(Map<String, String> params) throws Refused {
        Optional<String> version = Optional.ofNullable(params.get("version"))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equalsIgnoreCase(UNRELEASED));
        if (version.filter(v -> !VERSION.matcher(v).matches() || v.length() > MAX_VERSION)
                .isPresent()) {
            throw Refused.failed(
                    "bad_version",
                    "'" + Ids.printable(version.get())
                            + "' is not a version. Set the param version to one such as 1.4.0,"
                            + " of letters, digits, dots, plus signs and single hyphens.",
                    false);
        }
        return version;
    }

    static PageFile page(Assignment assignment) throws IOException {
        return PageFile.inRoot(assignment, PAGE);
    }

    static Range range(History history, Optional<String> version, Map<String, String> params)
            throws IOException, InterruptedException {
        Optional<String> since = Optional.ofNullable(params.get("since"));
        String head = history.head();
        Optional<String> released = version.isPresent() ? history.tag(version.get()) : Optional.empty();
        String last = released.isPresent() ? history.required("refs/tags/" + released.get()) : head;
        if (since.isPresent() && !since.get().isBlank()) {
            String named = since.get().strip();
            Optional<String> tagged = VERSION.matcher(named).matches() ? history.tag(named) : Optional.empty();
            String from = history.required(tagged.map(tag -> "refs/tags/" + tag).orElse(named));
            return new Range(Optional.of(tagged.orElse(named)), Optional.of(from), last);
        }
        Optional<String> before = released.isPresent() ? history.commit(last + "^") : Optional.of(last);
        Optional<String> tag = before.isPresent() ? history.lastTag(before.get()) : Optional.empty();
        Optional<String> after =
                tag.isPresent() ? Optional.of(history.required("refs/tags/" + tag.get())) : Optional.empty();
        return new Range(tag, after, last);
    }

    /** What has got a version is not unreleased any more. */
    private static Document withoutUnreleased(Document document, String page, String version) throws Refused {
        Section unreleased = ChangelogPage.section(UNRELEASED);
        return unreleased.isIn(document)
                ? unreleased.put(document, page, "Nothing has changed since " + version + ".\n")
                : document;
    }

    private static Outcome outcome(Written written, List<Change> changes, Range range, History history, String title)
            throws IOException, InterruptedException {
        String what = changes.size()
                + (changes.size() == 1 ? " change" : " changes")
                + range.since()
                        .map(tag -> " since " + Ids.printable(tag))
                        .orElse(" since the first commit, as there is no tag");
        long breaking = changes.stream()
                .filter(change -> change.kind() == Kind.BREAKING)
                .count();
        String shallow = range.since().isEmpty() && history.isShallow()
                ? " The clone is shallow, so older commits and tags are missing; 'git fetch --unshallow --tags' brings"
                        + " them."
                : "";
        String summary = (written.changed() ? "Wrote " : written.name() + " is up to date: ") + what
                + (written.changed() ? " to " + written.name() : "") + " under " + title
                + (breaking == 0 ? "." : ", of which " + breaking + " break something.") + shallow;
        return Outcome.completed(summary)
                .withArtifacts(List.of(written.artifact("changelog")))
                .withData(Map.of(
                        "changes.total",
                        (long) changes.size(),
                        "changes.breaking",
                        breaking,
                        "files.changed",
                        written.changed() ? 1L : 0L));
    }
}
