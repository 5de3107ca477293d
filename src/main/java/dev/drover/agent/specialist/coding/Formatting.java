package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.coding.tree.Change;
import dev.drover.agent.specialist.coding.tree.FileState;
import dev.drover.agent.specialist.coding.tree.Places;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts what is about to be written into the form that the formatters of the project give it. A file that was not in that
 * form before is left alone, since formatting it would change lines that nobody asked to change.
 */
final class Formatting {
    private static final int MAX_FILES = 100;
    private static final int MAX_SAID_BYTES = 64 << 10;
    private static final String REDIRECTED = "exec \"$@\" <\"$DROVER_TEXT\" 2>\"$DROVER_TEXT.err\"";

    private final Assignment assignment;
    private final Path text;
    private final List<String> unformatted = new ArrayList<>();
    private int spotless;
    private boolean withoutSpotless;

    Formatting(Assignment assignment) {
        this.assignment = assignment;
        this.text = Objects.requireNonNull(assignment.artifacts().getParent())
                .resolve("." + assignment.packet().packetId() + ".text");
    }

    /** The same changes, formatted, with a note of what was. */
    Proposal of(Proposal proposal) throws IOException, InterruptedException {
        var changes = new ArrayList<Change>();
        Map<String, List<String>> done = new TreeMap<>();
        var failed = new ArrayList<String>();
        int seen = 0;
        try {
            for (Change change : proposal.changes()) {
                Optional<Formatter> formatter = change.after().isPresent() && seen < MAX_FILES
                        ? Formatter.of(assignment, change.path())
                        : Optional.empty();
                if (formatter.filter(f -> leavesOut(f, change.path())).isPresent()) {
                    formatter = Optional.empty();
                }
                seen += formatter.isPresent() ? 1 : 0;
                changes.add(formatter.isPresent() ? formatted(change, formatter.get(), done, failed) : change);
            }
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(Path.of(text + ".err"));
        }
        var notes = new ArrayList<>(proposal.notes());
        done.forEach((name, files) -> notes.add("Formatted with " + name + ": " + String.join(", ", files) + "."));
        if (!failed.isEmpty()) {
            notes.add("Not formatted, since the formatter failed: " + String.join(", ", failed) + ".");
        }
        if (!unformatted.isEmpty()) {
            notes.add("Not formatted with Spotless, "
                    + (withoutSpotless
                            ? "since Maven does not have all of the plug-in and Drover does not use the network ('mvn"
                                    + " spotless:check' fetches it): "
                            : "which is run for " + Spotless.MAX_FILES + " files at most: ")
                    + String.join(", ", unformatted) + ".");
        }
        return new Proposal(changes, proposal.source(), proposal.nothing(), proposal.evidence(), notes);
    }

    /** Whether Spotless is not run for one more file, which is kept for the note on it. */
    private boolean leavesOut(Formatter formatter, String path) {
        boolean leaves = isSpotless(formatter) && (withoutSpotless || spotless++ >= Spotless.MAX_FILES);
        if (leaves) {
            unformatted.add(path);
        }
        return leaves;
    }

    private static boolean isSpotless(Formatter formatter) {
        return formatter.name().equals(Spotless.NAME);
    }

    private Change formatted(Change change, Formatter formatter, Map<String, List<String>> done, List<String> failed)
            throws IOException, InterruptedException {
        FileState after = change.after().orElseThrow();
        if (change.before().isPresent()) {
            byte[] before = change.before().get().content();
            Optional<byte[]> same = run(formatter, before);
            if (withoutSpotless && isSpotless(formatter)) {
                unformatted.add(change.path());
            }
            if (same.isEmpty() || !Arrays.equals(same.get(), before)) {
                return change;
            }
        }
        Optional<byte[]> made = run(formatter, after.content());
        if (made.isEmpty()) {
            (withoutSpotless && isSpotless(formatter) ? unformatted : failed).add(change.path());
            return change;
        }
        if (Arrays.equals(made.get(), after.content())) {
            return change;
        }
        done.computeIfAbsent(formatter.name(), name -> new ArrayList<>()).add(change.path());
        return new Change(change.path(), change.before(), Optional.of(after.with(made.get())));
    }

    /** What the formatter makes of a content; empty when it cannot. */
    private Optional<byte[]> run(Formatter formatter, byte[] content) throws IOException, InterruptedException {
        Files.write(text, content);
        var command = new ArrayList<>(List.of("sh", "-c", REDIRECTED, "sh"));
        command.addAll(formatter.command());
        Shell.Ran ran = assignment.shell().run(command, assignment.workspace(), Map.of("DROVER_TEXT", text.toString()));
        if (ran.timedOut()) {
            throw new CommandTimedOut(formatter.name(), ran);
        }
        Optional<byte[]> made = ran.exitCode() == 0 ? SafeFiles.read(ran.output(), Places.MAX_BYTES) : Optional.empty();
        if (isSpotless(formatter)) {
            withoutSpotless = made.isEmpty() && Spotless.isMissing(SafeFiles.outputTail(ran.output(), MAX_SAID_BYTES));
            String said =
                    SafeFiles.readText(Path.of(text + ".err"), MAX_SAID_BYTES).orElse("");
            return made.map(output -> Spotless.answer(content, output, said));
        }
        return made.filter(bytes -> bytes.length > 0 || content.length == 0);
    }
}
