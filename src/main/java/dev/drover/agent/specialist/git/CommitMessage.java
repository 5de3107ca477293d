package dev.drover.agent.specialist.git;

import dev.drover.message.Artifact;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Shortened;
import dev.drover.message.TaskInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The message of a commit of files, without its trailers: the packet's own or a conventional one. */
final class CommitMessage {
    private static final int MAX_SUBJECT = 72;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?] ");
    private static final int MAX_MESSAGE = 20_000;

    private CommitMessage() {}

    /** What the packet says that the message is to be, without trailers; empty when it says nothing. */
    static Optional<String> given(Job job) {
        String given = Shortened.of(
                job.param("message").orElse("").replace("\r\n", "\n").replace("\0", ""), MAX_MESSAGE);
        return Optional.of(Trailers.without(given)).filter(text -> !text.isBlank());
    }

    /** The summary of a task that ran commands may hold what one of them printed, so it is not published. */
    static String proposed(Job job, TreeChanges changes) {
        Packet packet = job.packet();
        Set<String> ran = InputEvidence.results(job.assignment()).stream()
                .filter(result -> !InputEvidence.decisive(List.of(result)).isEmpty())
                .map(PacketResult::taskId)
                .collect(Collectors.toSet());
        Set<String> paths = changes.paths();
        List<Artifact> made = packet.inputs().stream()
                .flatMap(input -> input.artifacts().stream())
                .filter(artifact -> paths.contains(artifact.path()))
                .toList();
        String what = made.size() == 1 && paths.size() == 1
                ? made.getFirst().name()
                : paths.size() == 1 ? paths.iterator().next() : paths.size() + " files";
        String subject = type(paths) + ": " + changes.verb() + " " + line(what);
        String body = packet.inputs().stream()
                .filter(input -> input.artifacts().stream().anyMatch(made::contains))
                .filter(input -> !ran.contains(input.taskId()))
                .map(TaskInput::summary)
                .map(summary -> firstSentence(line(summary)))
                .filter(summary -> !summary.isEmpty())
                .map(summary -> "- " + Shortened.of(summary, 200))
                .collect(Collectors.joining("\n"));
        return Shortened.of(subject, MAX_SUBJECT) + (body.isEmpty() ? "" : "\n\n" + body);
    }

    static String type(Set<String> paths) {
        if (paths.stream().allMatch(path -> path.toLowerCase(Locale.ROOT).matches(".*\\.(?:md|rst|adoc)|docs?/.*"))) {
            return "docs";
        }
        boolean tests = paths.stream()
                .allMatch(path -> Stream.of("/test/", "/tests/", "/test_").anyMatch(("/" + path)::contains));
        return tests ? "test" : "chore";
    }

    /** What was made; the rest of a summary is for whoever reads the result, such as what a model had to say. */
    private static String firstSentence(String summary) {
        Matcher end = SENTENCE_END.matcher(summary);
        return end.find() ? summary.substring(0, end.start() + 1) : summary;
    }

    /** The text in one line, without control characters. */
    static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
