package dev.drover.cli;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.cli.view.Table;
import dev.drover.cli.view.Text;
import dev.drover.council.Settings;
import dev.drover.daemon.DaemonFile;
import dev.drover.master.Journal;
import dev.drover.master.Retention;
import dev.drover.master.core.State;
import dev.drover.message.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what is kept of old requests. */
@Command(
        name = "gc",
        description = "Removes what is kept of ended requests beyond retention.days and retention.max_mb: run folder, "
                + "result and id. A daemon does it by itself every hour.",
        footer = {
            "",
            "Exit codes: 0 done, 1 no retention is set (not with --dry-run: then nothing would go), 6 no daemon runs."
        },
        mixinStandardHelpOptions = true)
final class Gc implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--dry-run", description = "Show what would go, and remove nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        Settings.Retention retention =
                Settings.load(where.settings(), System.getenv()).settings().retention();
        if (!retention.isSet()) {
            output.note("drover: retention.days and retention.max_mb are 0, so everything is kept; set one of them in "
                    + where.settings());
        }
        if (dryRun) {
            show(retention.isSet() ? due(where, retention) : List.of());
            return Exit.DONE;
        }
        if (!retention.isSet()) {
            return Exit.FAILED;
        }
        if (DaemonFile.running(where).isEmpty()) {
            output.note("drover: no daemon runs, and only a daemon removes anything; run: drover up --detach "
                    + "(drover gc --dry-run shows what would go)");
            return Exit.NO_DAEMON;
        }
        return ControlMessage.sendAndTell(where, new Control(Control.Verb.GC, Optional.empty()), json, output);
    }

    private static List<Retention.Due> due(Home where, Settings.Retention retention) throws IOException {
        var state = new State();
        if (Files.exists(where.journal())) {
            ChainReader.read(where.journal(), line -> state.apply(Journal.recorded(line)));
        }
        return Retention.due(
                where, retention, Retention.ended(state), Clock.systemUTC().instant());
    }

    private void show(List<Retention.Due> due) {
        if (json) {
            output.json(due);
            return;
        }
        if (due.isEmpty()) {
            output.line("nothing would go");
            return;
        }
        var table = new Table("request", "ended", ">size", "why");
        due.forEach(d -> table.row(d.requestId(), d.endedAt().toString(), Text.bytes(d.bytes()), d.why()));
        output.lines(table.lines(output.style()));
    }
}
