package dev.drover.agent.specialist.git;

import dev.drover.message.Evidence;
import dev.drover.message.PacketResult;
import dev.drover.message.Shortened;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Title and text of a pull request, from what was committed and what was run.
 *
 * @param title one line
 * @param body Markdown
 */
record PullRequestText(String title, String body) {
    private static final int MAX_TITLE = 100;
    private static final int MAX_PARAGRAPH = 4000;
    /** What servers take, with room for what they add. */
    private static final int MAX_BODY = 60_000;

    static PullRequestText of(Job job, Source source, List<LoggedCommit> commits) {
        ChangeList changes = ChangeList.of(commits);
        String body = "## Summary\n\n" + summary(source, commits, changes)
                + (changes.isEmpty() ? "" : "\n## Changes\n\n" + changes.text("### ", PullRequestText::safe))
                + "\n## How it was tested\n\n" + tested(job)
                + "\n## Where it is from\n\nRequest `" + job.packet().requestId() + "`, task `"
                + job.packet().taskId() + "`. Each commit made by an agent says so in its trailers (`Drover-Packet`,"
                + " `Drover-Evidence`).\n";
        return new PullRequestText(title(job, commits, changes), Shortened.of(body, MAX_BODY));
    }

    private static String title(Job job, List<LoggedCommit> commits, ChangeList changes) {
        LoggedCommit main = changes.isEmpty() ? commits.getFirst() : changes.weightiest();
        int others = commits.size() - 1;
        String told = main.subject() + (others == 0 ? "" : " (and " + others + " more)");
        String title = CommitMessage.line(job.param("title").orElse(told));
        return Shortened.of(title.isEmpty() ? "Changes of " + job.packet().requestId() : title, MAX_TITLE);
    }

    private static String summary(Source source, List<LoggedCommit> commits, ChangeList changes) {
        LoggedCommit main = changes.isEmpty() ? commits.getFirst() : changes.weightiest();
        String why = Trailers.paragraphs(main.message());
        String authors = commits.stream()
                .map(LoggedCommit::authorName)
                .distinct()
                .limit(10)
                .map(PullRequestText::safe)
                .collect(Collectors.joining(", "));
        return safe(CommitMessage.line(main.subject())) + "\n\n"
                + (why.isEmpty() ? "" : safe(Shortened.of(why, MAX_PARAGRAPH)) + "\n\n")
                + commits.size() + (commits.size() == 1 ? " commit" : " commits") + " on `" + code(source.branch())
                + "` beyond `" + code(source.base().orElse("")) + "`, by " + authors + ".\n";
    }

    /** A summary may hold a line of what a command printed, so it stays in the home like the output. */
    private static String tested(Job job) {
        var text = new StringBuilder();
        for (PacketResult result : InputEvidence.results(job.assignment())) {
            List<Evidence> ran = InputEvidence.decisive(List.of(result));
            if (ran.isEmpty()) {
                continue;
            }
            text.append("- **")
                    .append(safe(result.taskId()))
                    .append("** (")
                    .append(safe(result.agentType()))
                    .append("): ")
                    .append(result.status().wire())
                    .append(", ")
                    .append(result.findings().size())
                    .append(result.findings().size() == 1 ? " finding" : " findings")
                    .append("\n");
            figures(result.data(), text);
            for (Evidence e : ran) {
                text.append("  - `")
                        .append(PublishedCommand.of(e.command()))
                        .append("`: exit code ")
                        .append(e.exitCode())
                        .append(" after ")
                        .append(Math.round(e.durationSeconds() * 10) / 10.0)
                        .append(" s, output SHA-256 `")
                        .append(e.outputSha256().orElse(""))
                        .append("`\n");
            }
        }
        return text.isEmpty() ? "No task before this one has run anything: it was not tested here.\n" : text.toString();
    }

    private static void figures(Map<String, Long> data, StringBuilder text) {
        String figures = data.entrySet().stream()
                .filter(e -> e.getKey().startsWith("tests."))
                .sorted(Map.Entry.comparingByKey())
                .map(e -> safe(e.getKey()) + " " + e.getValue())
                .collect(Collectors.joining(", "));
        if (!figures.isEmpty()) {
            text.append("  - ").append(figures).append("\n");
        }
    }

    /** Text that stays within its place: no HTML, no picture that is fetched, no heading, nobody called by name. */
    static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("![", "!\\[")
                .replace("```", "\\`\\`\\`")
                .replace("~~~", "\\~\\~\\~")
                .replaceAll("(^|[^A-Za-z0-9])@(?=[A-Za-z0-9])", "$1@\u200b")
                .replaceAll("(?m)^( {0,3})([#>]|[=-]{2,} {0,9}$)", "$1\\\\$2");
    }

    /** For inside of backticks. */
    private static String code(String text) {
        return text.replace('`', '\'');
    }
}
