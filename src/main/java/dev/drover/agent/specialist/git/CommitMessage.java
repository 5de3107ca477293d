package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Ids;
import dev.drover.message.Packet;
import dev.drover.message.TaskInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The message of a commit: the packet's own or a conventional one, and always the trailers that say where it is from. */
final class CommitMessage {
    private static final int MAX_SUBJECT = 72;
    private static final int MAX_MESSAGE = 20_000;
    private static final String OUR_TRAILER = "(?i)^drover-(?:request|packet|agent)\\s*:.*";
    private static final String TRAILER = "^[A-Za-z0-9][A-Za-z0-9-]*: .*";

    private CommitMessage() {}

    /**
     * The whole message.
     *
     * @param paths what is committed
     * @param existed whether any of it was there before
     */
    static String of(Assignment assignment, Set<String> paths, boolean existed) {
        Packet packet = assignment.packet();
        String given = cleaned(packet.params().getOrDefault("message", ""));
        String text = given.isBlank() ? proposed(packet, paths, existed) : given;
        return text + (endsWithTrailers(text) ? "\n" : "\n\n")
                + "Drover-Request: " + Ids.printable(packet.requestId())
                + "\nDrover-Packet: " + Ids.printable(packet.packetId() + "." + packet.attempt())
                + "\nDrover-Agent: " + Ids.printable(assignment.agentId()) + "\n";
    }

    /** Only Drover says where a commit is from, so such lines are taken out of a given message. */
    private static String cleaned(String given) {
        return SafeFiles.shorten(given.replace("\r\n", "\n").replace("\0", ""), MAX_MESSAGE)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.matches(OUR_TRAILER))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static boolean endsWithTrailers(String text) {
        int last = text.lastIndexOf("\n\n");
        return last > 0 && text.substring(last + 2).lines().allMatch(line -> line.matches(TRAILER));
    }

    private static String proposed(Packet packet, Set<String> paths, boolean existed) {
        List<Artifact> made = packet.inputs().stream()
                .flatMap(input -> input.artifacts().stream())
                .filter(artifact -> paths.contains(artifact.path()))
                .toList();
        String what = made.size() == 1 && paths.size() == 1
                ? made.getFirst().name()
                : paths.size() == 1 ? paths.iterator().next() : paths.size() + " files";
        String subject = type(paths) + ": " + (existed ? "update " : "add ") + line(what);
        String body = packet.inputs().stream()
                .filter(input -> input.artifacts().stream().anyMatch(made::contains))
                .map(TaskInput::summary)
                .map(CommitMessage::line)
                .filter(summary -> !summary.isEmpty())
                .map(summary -> "- " + SafeFiles.shorten(summary, 200))
                .collect(Collectors.joining("\n"));
        return SafeFiles.shorten(subject, MAX_SUBJECT) + (body.isEmpty() ? "" : "\n\n" + body);
    }

    private static String type(Set<String> paths) {
        if (paths.stream().allMatch(path -> path.toLowerCase(Locale.ROOT).matches(".*\\.(?:md|rst|adoc)|docs?/.*"))) {
            return "docs";
        }
        boolean tests = paths.stream()
                .allMatch(path -> Stream.of("/test/", "/tests/", "/test_").anyMatch(("/" + path)::contains));
        return tests ? "test" : "chore";
    }

    private static String line(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
