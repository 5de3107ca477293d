package dev.drover.agent.specialist.testing.result;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The formats that are recognised. The first that finds tests is believed: a run that prints two summaries most likely
 * prints the same tests twice.
 */
public final class OutputFormats {
    /** An agent has to hold the lines in its memory. */
    private static final int MAX_OUTPUT_BYTES = 16 << 20;

    private static final List<OutputFormat> FORMATS = List.of(
            new GoFormat(),
            new TapFormat(),
            new NodeFormat(),
            new MochaFormat(),
            new JestFormat(),
            new CargoFormat(),
            new PytestFormat(),
            new UnittestFormat(),
            new SurefireFormat(),
            new CtestFormat());

    private OutputFormats() {}

    /** What a command printed, in whichever format it is; empty when it is in none of them. */
    public static Optional<TestReport> parse(Ran ran, Places places) throws IOException {
        return told(ran, parse(lines(ran.output()), places));
    }

    /** What a command printed that is known to print in this format. */
    public static Optional<TestReport> parse(OutputFormat format, Ran ran, Places places) throws IOException {
        return told(ran, format.parse(lines(ran.output()), places));
    }

    /** A file that a runner was asked to write in this format. */
    public static Optional<TestReport> read(OutputFormat format, Path file, Places places) throws IOException {
        return SafeFiles.isRegular(file) ? format.parse(lines(file), places) : Optional.empty();
    }

    static Optional<TestReport> parse(List<String> lines, Places places) {
        Optional<TestReport> empty = Optional.empty();
        for (OutputFormat format : FORMATS) {
            Optional<TestReport> report = format.parse(lines, places);
            if (report.isPresent() && report.get().total() > 0) {
                return report;
            }
            empty = empty.isPresent() ? empty : report;
        }
        return empty;
    }

    /** The end of what stands in a file of output. */
    static List<String> lines(Path output) throws IOException {
        return SafeFiles.outputTail(output, MAX_OUTPUT_BYTES).lines().toList();
    }

    private static Optional<TestReport> told(Ran ran, Optional<TestReport> report) throws IOException {
        return Files.size(ran.output()) <= MAX_OUTPUT_BYTES
                ? report
                : report.map(
                        r -> r.withProblem("The output of '" + ran.evidence().command() + "' is larger than "
                                + (MAX_OUTPUT_BYTES >> 20)
                                + " MiB and only its end was read, so there may be more tests than were"
                                + " counted"));
    }
}
