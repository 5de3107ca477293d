package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.message.Evidence;
import dev.drover.message.Ids;
import dev.drover.message.Packet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines at the end of a message that say where it is from: request, packet and attempt, agent, and what the tasks
 * before it ran. By them a packet that is done again finds what its last attempt made.
 */
final class Trailers {
    private static final String PACKET = "Drover-Packet";
    private static final String OURS = "(?i)^drover-(?:request|packet|agent|evidence)\\s*:.*";
    private static final String TRAILER =
            "^(?:[A-Za-z0-9][A-Za-z0-9-]*: .*|\\(cherry picked from commit [0-9a-f]{40,64}\\))";

    /** How far back in a branch an earlier attempt is looked for. */
    private static final int LOOKED_AT = 2000;

    private Trailers() {}

    /** The text with the trailers at its end. Only Drover says where a commit is from: such lines in it are taken out. */
    static String addedTo(String text, Job job) {
        return addedTo(text, job, List.of());
    }

    /** The same with what this task itself ran. */
    static String addedTo(String text, Job job, List<Evidence> ran) {
        return withLine(
                without(text), lines(job) + ran.stream().map(Trailers::line).collect(Collectors.joining()));
    }

    /** The text with a line after its trailers, or with an empty line before it where there are none. */
    static String withLine(String text, String line) {
        return text + (endsWithTrailers(text) ? "\n" : "\n\n") + line;
    }

    /** The text without lines that only Drover writes. */
    static String without(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.matches(OURS))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** What a message says below its subject, without its trailers. */
    static String paragraphs(String message) {
        String text = without(message);
        if (endsWithTrailers(text)) {
            text = text.substring(0, text.lastIndexOf("\n\n"));
        }
        int subject = text.indexOf("\n\n");
        return subject < 0 ? "" : text.substring(subject).strip();
    }

    private static String lines(Job job) {
        Packet packet = job.packet();
        return "Drover-Request: " + Ids.printable(packet.requestId())
                + "\n" + PACKET + ": " + Ids.printable(packet.packetId() + "." + packet.attempt())
                + "\nDrover-Agent: " + Ids.printable(job.assignment().agentId()) + "\n"
                + InputEvidence.decisive(InputEvidence.results(job.assignment())).stream()
                        .map(Trailers::line)
                        .collect(Collectors.joining());
    }

    private static String line(Evidence evidence) {
        return "Drover-Evidence: " + evidence.outputSha256().orElse("-") + " " + PublishedCommand.of(evidence.command())
                + " exit " + evidence.exitCode() + "\n";
    }

    private static boolean endsWithTrailers(String text) {
        int last = text.lastIndexOf("\n\n");
        return last > 0 && text.substring(last + 2).lines().allMatch(line -> line.matches(TRAILER));
    }

    /** The newest commit that some attempt of this packet made and that is part of the revision. */
    static Optional<String> commitOf(Job job, String revision) throws IOException, InterruptedException {
        Ran ran = job.repository()
                .git()
                .data(List.of(
                        "log",
                        "-z",
                        "--max-count=" + LOOKED_AT,
                        "--no-show-signature",
                        "--format=tformat:%H%x00%(trailers:key=" + PACKET + ",valueonly,separator=%x2C)",
                        revision,
                        "--"));
        Repository.required("look for what an earlier attempt made", ran);
        return firstOfPacket(job, Fields.of(ran));
    }

    /** The tag that some attempt of this packet made. */
    static Optional<String> tagOf(Job job) throws IOException, InterruptedException {
        Ran ran = job.repository()
                .git()
                .data(List.of(
                        "for-each-ref",
                        "--format=%(refname:lstrip=2)%00%(contents:trailers:key=" + PACKET
                                + ",valueonly,separator=%2C)%00",
                        "refs/tags/"));
        Repository.required("list the tags", ran);
        return firstOfPacket(job, Fields.of(ran));
    }

    /** Of names and trailers by turns, the first name whose trailer is of this packet. */
    private static Optional<String> firstOfPacket(Job job, List<String> fields) {
        Pattern ours = Pattern.compile(Pattern.quote(job.packet().packetId()) + "\\.\\d{1,9}");
        for (int i = 0; i + 2 <= fields.size(); i += 2) {
            if (ours.matcher(fields.get(i + 1).strip()).matches()) {
                return Optional.of(fields.get(i).strip());
            }
        }
        return Optional.empty();
    }
}
