package dev.drover.cli.conformance;

import dev.drover.conformance.Check;
import dev.drover.conformance.Outcome;
import dev.drover.conformance.Subject;
import dev.drover.conformance.Suite;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One run of the suite in a temporary folder. */
public final class Examination {
    private final Subject subject;
    private final Duration patience;
    private final boolean keep;

    private Examination(Subject subject, Duration patience, boolean keep) {
        this.subject = subject;
        this.patience = patience;
        this.keep = keep;
    }

    /**
     * Of that program.
     *
     * @param own whether it is Drover's own agent; there is no command then
     * @param patience how long is waited for what an agent does as soon as it can, its start included
     * @param keep whether the folder stays
     */
    public static Examination of(List<String> command, boolean own, String type, Duration patience, boolean keep) {
        if (own != command.isEmpty()) {
            throw new DroverException("name the agent program after --, as in: drover conformance -- python3 agent.py; "
                    + "or use --own for Drover's own agent, and not both");
        }
        List<String> words =
                own ? ownAgent() : command.stream().map(Examination::absolute).toList();
        return new Examination(new Subject(words, Ids.require("agent type", type), System.getenv()), patience, keep);
    }

    /** Makes the checks; returns whether the program conforms. */
    public boolean run(List<Check> checks, ExaminationReport report) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("drover-conformance-");
        var suite = new Suite(folder, subject, patience);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "conformance-end"));
        try (suite) {
            report.begin(subject.command(), folder);
            List<Outcome> outcomes = suite.run(checks, report::add);
            report.end(subject.command(), outcomes);
            return outcomes.stream().noneMatch(Outcome::isFatal);
        } finally {
            if (!keep) {
                remove(folder);
            }
        }
    }

    private static List<String> ownAgent() {
        List<String> words = new ArrayList<>(Launch.agent());
        words.add("dev.drover.agent.AgentMain");
        return words;
    }

    /** The program is started in another folder than this one. */
    private static String absolute(String word) {
        Path file = Path.of(word);
        return Files.exists(file) && !word.isEmpty() ? file.toAbsolutePath().toString() : word;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
