package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The formats that are recognised. The first that finds tests is believed: a run that prints two summaries most likely
 * prints the same tests twice.
 */
final class OutputFormats {
    private static final int MAX_OUTPUT_BYTES = 16 << 20;

    private static final List<OutputFormat> FORMATS = List.of(
            new TapFormat(),
            new NodeFormat(),
            new MochaFormat(),
            new JestFormat(),
            new PytestFormat(),
            new UnittestFormat(),
            new SurefireFormat());

    private OutputFormats() {}

    static Optional<TestReport> parse(Ran ran, Path workspace) throws IOException {
        return parse(lines(ran), new Places(workspace));
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

    static List<String> lines(Ran ran) throws IOException {
        return SafeFiles.outputTail(ran.output(), MAX_OUTPUT_BYTES).lines().toList();
    }
}
