package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.message.Severity;
import dev.drover.report.account.AccountReader;
import dev.drover.report.account.Bounds;
import dev.drover.report.account.RunAccount;
import dev.drover.report.export.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a CI system wants of a run that has ended. */
final class CiOptions {
    @Option(
            names = "--gate",
            paramLabel = "SEVERITY",
            converter = SeverityName.class,
            description = "critical, high, medium or low: exit with 7 when something of that severity or worse was "
                    + "found, although the request completed")
    private Optional<Severity> gate = Optional.empty();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the tasks, and the tests that they ran, as JUnit XML")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--sarif", paramLabel = "FILE", description = "Write all findings as SARIF 2.1.0")
    private Optional<Path> sarif = Optional.empty();

    boolean isEmpty() {
        return gate.isEmpty() && junit.isEmpty() && sarif.isEmpty();
    }

    /** Before anything is begun: a file that cannot be written later is told of now. */
    void check() {
        junit.ifPresent(CiOptions::check);
        sarif.ifPresent(CiOptions::check);
    }

    private static void check(Path file) {
        if (file.equals(Deliverable.STANDARD_OUTPUT)) {
            throw new WrongRequest(
                    "standard output tells what happens; name a file, or write it there afterwards with: "
                            + "drover report ID");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new WrongRequest(
                    file + " cannot be written: name a file in a folder that exists and that you may " + "write to");
        }
    }

    /**
     * Writes what is wanted.
     *
     * @param exit how the request ended
     * @return the exit code: a gate holds back what would otherwise be good
     */
    int finish(Home home, String requestId, Output output, int exit) throws IOException {
        if (isEmpty()) {
            return exit;
        }
        RunAccount run = AccountReader.read(home, requestId, Bounds.EXPORT);
        Deliverable.write(junit, Deliverable.JUNIT, run, output);
        Deliverable.write(sarif, Deliverable.SARIF, run, output);
        if (gate.isEmpty()) {
            return exit;
        }
        Gate result = Gate.of(gate.get(), run);
        output.note("drover: " + result.reason());
        return exit == Exit.DONE && !result.isOpen() ? Exit.HELD : exit;
    }

    private static final class SeverityName implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String value) {
            return Stream.of(Severity.values())
                    .filter(s -> s != Severity.INFO && s.wire().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is no severity to gate on; use critical, high, medium or low"));
        }
    }
}
