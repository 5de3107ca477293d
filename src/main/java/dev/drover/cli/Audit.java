package dev.drover.cli;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.cli.view.Paint;
import dev.drover.cli.view.Text;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(name = "audit", description = "Checks the audit trail.", mixinStandardHelpOptions = true)
final class Audit implements Runnable {
    private static final Duration WRITE_TAKES = Duration.ofMillis(100);
    private static final int LOOKS = 5;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify");
    }

    /**
     * What became of one log.
     *
     * @param tornBytes what follows the last whole batch: a write that did not end
     */
    private record Checked(
            String log, boolean good, long lines, long seq, String hash, long tornBytes, Optional<String> problem) {
        String line() {
            if (!good) {
                return "BAD   " + problem.orElse("");
            }
            String torn = tornBytes == 0
                    ? ""
                    : "; a torn tail of " + Text.count(tornBytes, "byte")
                            + " follows (a batch whose writing did not end; nobody acted on it, and the next start "
                            + "of the daemon cuts it off)";
            return "good  " + log + "  " + Text.count(lines, "line") + ", head " + seq + " " + hash + torn;
        }
    }

    @Command(
            name = "verify",
            description = "Checks every line of logs/master.jsonl and logs/agents/*.jsonl against the hash of the one "
                    + "before it. Exit code 1 when one does not verify.",
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Option(names = "--json", description = "Print JSON") boolean json)
            throws IOException {
        Home where = home.find();
        List<Checked> checked = new ArrayList<>();
        for (Path log : logs(where)) {
            Checked one = check(where, log);
            checked.add(one);
            if (!json) {
                output.line(one.good() ? one.line() : output.style().paint(Paint.RED, one.line()));
            }
        }
        if (json) {
            output.json(checked);
        }
        return checked.stream().allMatch(Checked::good) ? Exit.DONE : Exit.FAILED;
    }

    private static List<Path> logs(Home home) throws IOException {
        List<Path> logs = new ArrayList<>(List.of(home.journal()));
        Folders.list(home.agentLogs()).stream()
                .filter(file -> file.toString().endsWith(".jsonl") && Files.isRegularFile(file))
                .sorted()
                .forEach(logs::add);
        return logs;
    }

    private static Checked check(Home home, Path log) throws IOException {
        String name = home.name(log);
        try {
            ChainReader.Summary found = ChainReader.read(log, line -> {});
            // What looks torn may be a write that is under way.
            for (int look = 1; found.tornBytes() > 0 && look < LOOKS; look++) {
                LockSupport.parkNanos(WRITE_TAKES.toNanos());
                found = ChainReader.read(log, line -> {});
            }
            return new Checked(
                    name,
                    true,
                    found.lines(),
                    found.head().seq(),
                    found.head().hash(),
                    found.tornBytes(),
                    Optional.empty());
        } catch (DroverException e) {
            return new Checked(name, false, 0, 0, "", 0, Optional.ofNullable(e.getMessage()));
        }
    }
}
