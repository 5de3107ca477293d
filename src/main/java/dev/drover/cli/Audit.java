package dev.drover.cli;

import dev.drover.audit.Checkpoint;
import dev.drover.audit.Checkpoints;
import dev.drover.audit.LogAudit;
import dev.drover.audit.NoteKey;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.cli.view.Paint;
import dev.drover.cli.view.Text;
import dev.drover.council.CouncilKey;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(name = "audit", description = "Checks the audit trail.", mixinStandardHelpOptions = true)
final class Audit implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify, export or key");
    }

    /** What is told of one log. */
    private record Told(
            String log,
            boolean good,
            long lines,
            long seq,
            String hash,
            long tornBytes,
            int checkpoints,
            long signedLine,
            int anchors,
            Optional<String> problem) {
        static Told of(Home home, LogAudit.Checked c) {
            return new Told(
                    home.name(c.log().file()),
                    c.good(),
                    c.lines(),
                    c.head().seq(),
                    c.head().hash(),
                    c.tornBytes(),
                    c.checkpoints(),
                    c.signedLine(),
                    c.anchors(),
                    c.problem());
        }

        String line() {
            if (!good) {
                return "BAD   " + problem.orElse("");
            }
            String signed = checkpoints == 0
                    ? "; nothing signed yet"
                    : "; " + Text.count(checkpoints, "checkpoint") + ", signed up to line " + signedLine;
            String crossed = anchors == 0 ? "" : "; " + Text.count(anchors, "anchor") + " in other logs";
            String torn = tornBytes == 0
                    ? ""
                    : "; a torn tail of " + Text.count(tornBytes, "byte")
                            + " follows (a batch whose writing did not end; nobody acted on it, and the next start "
                            + "of the daemon cuts it off)";
            return "good  " + log + "  " + Text.count(lines, "line") + ", head " + seq + " " + hash + signed + crossed
                    + torn;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Checks every line of logs/master.jsonl and logs/agents/*.jsonl, rotated files included, against the hash of "
                        + "the one before it, against the signed checkpoints, and against what the other logs say of "
                        + "it. Exit code 1 when one does not verify."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Option(
                            names = "--against",
                            paramLabel = "FILE",
                            description = "What 'audit export' printed once; the logs must hold those heads still")
                    Optional<Path> exported,
            @Option(names = "--json", description = "Print JSON") boolean json)
            throws IOException {
        Home where = home.find();
        Optional<NoteKey> key = key(where);
        var audit = new LogAudit(key);
        if (exported.isPresent()) {
            vouch(audit, exported.get(), CouncilKey.publicKey(where.keys()));
        }
        List<Told> told =
                audit.check(logs(where)).stream().map(c -> Told.of(where, c)).toList();
        if (json) {
            output.json(told);
        } else {
            told.forEach(
                    one -> output.line(one.good() ? one.line() : output.style().paint(Paint.RED, one.line())));
        }
        return told.stream().allMatch(Told::good) ? Exit.DONE : Exit.FAILED;
    }

    @Command(
            name = "export",
            description = "Verifies the logs and prints their signed heads. Kept on another machine, they show later "
                    + "whether the logs were written anew: drover audit verify --against FILE",
            mixinStandardHelpOptions = true)
    int export(@Mixin HomeOption home, @Mixin Output output) throws IOException {
        Home where = home.find();
        CouncilKey key = CouncilKey.load(where.keys());
        List<LogAudit.Checked> checked = new LogAudit(Optional.of(key.name())).check(logs(where));
        for (LogAudit.Checked one : checked) {
            if (!one.good()) {
                throw new DroverException("nothing is signed, since a log does not verify: "
                        + one.problem().orElse(""));
            }
            if (one.head().seq() > 0) {
                String origin = key.name().name() + "/" + one.log().name();
                output.line(new Checkpoint(origin, one.head()).sign(key.name(), key.key()));
            }
        }
        return Exit.DONE;
    }

    @Command(
            name = "key",
            description = "Prints the public key of this home in the form that tools for signed notes take.",
            mixinStandardHelpOptions = true)
    int key(@Mixin HomeOption home, @Mixin Output output) throws IOException {
        output.line(CouncilKey.publicKey(home.find().keys()).verifierKey());
        return Exit.DONE;
    }

    private static void vouch(LogAudit audit, Path exported, NoteKey key) throws IOException {
        if (Files.notExists(exported)) {
            throw new DroverException("there is no file " + exported + "; name one that drover audit export printed");
        }
        try {
            List<Checkpoint> all = Checkpoints.read(exported, key);
            if (all.isEmpty()) {
                throw new DroverException(exported + " holds no signed head; make one with: drover audit export");
            }
            all.forEach(checkpoint -> audit.vouched(checkpoint.log(), checkpoint.head()));
        } catch (DroverException e) {
            throw new DroverException(
                    e.getMessage() + " (the key of this home is " + key.name()
                            + "; when the file names another one, the " + "key was replaced)",
                    e);
        }
    }

    private static Optional<NoteKey> key(Home home) throws IOException {
        return Files.exists(CouncilKey.publicFile(home.keys()))
                ? Optional.of(CouncilKey.publicKey(home.keys()))
                : Optional.empty();
    }

    private static List<LogAudit.Log> logs(Home home) throws IOException {
        List<LogAudit.Log> logs = new ArrayList<>();
        logs.add(new LogAudit.Log("master", home.journal(), home.checkpoints("master")));
        for (Path file : Folders.list(home.agentLogs()).stream().sorted().toList()) {
            if (LogAudit.isLog(file)) {
                String name = "agents/" + file.getFileName().toString().replaceFirst("\\.jsonl$", "");
                logs.add(new LogAudit.Log(name, file, home.checkpoints(name)));
            }
        }
        return logs;
    }
}
