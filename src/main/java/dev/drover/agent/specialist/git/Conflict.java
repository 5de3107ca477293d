package dev.drover.agent.specialist.git;

import dev.drover.message.Finding;
import dev.drover.message.Ids;
import dev.drover.message.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One conflict as git names it.
 *
 * @param kind such as {@code content}, {@code modify/delete} or {@code binary}
 * @param file the first file concerned, relative to the root of the repository
 * @param words git's sentence on it
 */
record Conflict(String kind, String file, String words) {
    private static final Pattern WORDS = Pattern.compile("(?s)CONFLICT \\(([^)]{1,100})\\): (.*)");
    private static final int MAX_WORDS = 400;
    private static final int MOST_NAMED = 5;
    private static final int MOST_FINDINGS = 200;

    /** Of a message of {@code git merge-tree}; empty when it tells of no conflict. */
    static Optional<Conflict> of(String type, List<String> paths, String words) {
        if (!type.startsWith("CONFLICT")) {
            return Optional.empty();
        }
        // The sentence tells more kinds apart than the type: add/add is one of contents.
        Matcher said = WORDS.matcher(words);
        String file = paths.isEmpty() ? "" : paths.getFirst();
        return Optional.of(
                said.matches()
                        ? new Conflict(said.group(1).toLowerCase(Locale.ROOT), file, said.group(2))
                        : new Conflict(type, file, words));
    }

    /** A finding for each of them, as far as a person would read on. */
    static List<Finding> findings(List<Conflict> conflicts) {
        return conflicts.stream().limit(MOST_FINDINGS).map(Conflict::finding).toList();
    }

    private Finding finding() {
        return new Finding(
                Severity.HIGH,
                "merge.conflict",
                kind + ": " + Ids.printable(CommitMessage.line(words), MAX_WORDS),
                Optional.of(file).filter(f -> !f.isEmpty()).map(f -> Ids.printable(f, MAX_WORDS)),
                Optional.empty());
    }

    /** All of them in a few words: {@code a.txt (contents), b.txt (modify/delete) and 3 more}. */
    static String named(List<Conflict> conflicts) {
        int more = conflicts.size() - MOST_NAMED;
        return conflicts.stream()
                        .limit(MOST_NAMED)
                        .map(c -> Ids.printable(c.file()) + " (" + c.kind() + ")")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
