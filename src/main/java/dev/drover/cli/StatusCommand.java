package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.DiskShortage;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.Overview;
import dev.drover.cli.view.RunFold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at a glance. */
@Command(
        name = "status",
        description =
                "Shows the daemon, what waits, what is open and who works. Exit code 0 only when the daemon runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final Duration SAMPLE = Duration.ofMillis(200);

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        long start = System.nanoTime();
        Overview.Look before = Overview.Look.now(where, start);
        RunFold fold = JournalView.open(where.journal()).fold();
        while (System.nanoTime() - start < SAMPLE.toNanos()) {
            LockSupport.parkNanos(SAMPLE.toNanos() - (System.nanoTime() - start));
        }
        Instant now = Clock.systemUTC().instant();
        DiskShortage disk = DiskShortage.of(where, System.getenv());
        Overview overview = Overview.of(where, fold, before, Overview.Look.now(where, System.nanoTime()), disk, now);
        if (json) {
            output.json(overview);
        } else {
            output.lines(overview.lines(now, output.style()));
        }
        return overview.running() ? Exit.DONE : Exit.FAILED;
    }
}
