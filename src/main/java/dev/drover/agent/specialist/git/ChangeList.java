package dev.drover.agent.specialist.git;

import dev.drover.message.Shortened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Commits in groups that tell a reader what matters to him first; merges are left out. */
record ChangeList(Map<String, List<LoggedCommit>> groups) {
    private static final int MAX_LINE = 160;
    private static final int MOST_OF_GROUP = 200;
    private static final List<String> ORDER = List.of("Breaking changes", "Features", "Fixes", "Other changes");

    static ChangeList of(List<LoggedCommit> commits) {
        var groups = new LinkedHashMap<String, List<LoggedCommit>>();
        ORDER.forEach(group -> groups.put(group, new ArrayList<>()));
        for (LoggedCommit commit : commits) {
            if (commit.parents().size() <= 1) {
                groups.computeIfAbsent(group(ConventionalCommit.of(commit)), g -> new ArrayList<>())
                        .add(commit);
            }
        }
        groups.values().removeIf(List::isEmpty);
        return new ChangeList(groups);
    }

    private static String group(ConventionalCommit commit) {
        if (commit.breaking()) {
            return "Breaking changes";
        }
        return switch (commit.type()) {
            case "feat" -> "Features";
            case "fix" -> "Fixes";
            default -> "Other changes";
        };
    }

    /** The commit that tells most of what all of them are about. */
    LoggedCommit weightiest() {
        // Within a group the newest comes first, and the oldest is what the branch was made for.
        return groups.values().iterator().next().getLast();
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /**
     * A heading and a list for each group.
     *
     * @param heading what stands before a heading
     * @param safe makes a line of a message safe for where the text goes
     */
    String text(String heading, UnaryOperator<String> safe) {
        var text = new StringBuilder();
        groups.forEach((group, commits) -> {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(heading)
                    .append(group)
                    .append("\n\n");
            commits.stream().limit(MOST_OF_GROUP).forEach(commit -> text.append("- ")
                    .append(safe.apply(Shortened.of(line(commit), MAX_LINE)))
                    .append(" (")
                    .append(commit.shortHash())
                    .append(")\n"));
            if (commits.size() > MOST_OF_GROUP) {
                text.append("- and ").append(commits.size() - MOST_OF_GROUP).append(" more\n");
            }
        });
        return text.toString();
    }

    private static String line(LoggedCommit commit) {
        ConventionalCommit parsed = ConventionalCommit.of(commit);
        return CommitMessage.line(parsed.scope().map(scope -> scope + ": ").orElse("") + parsed.description());
    }
}
