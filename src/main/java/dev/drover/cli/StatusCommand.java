package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the daemon runs. */
@Command(name = "status", description = "Says whether the daemon runs.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        Home where = home.find();
        Optional<DaemonFile> daemon = DaemonFile.running(where);
        System.out.println(daemon.map(d -> "running: process " + d.pid()).orElse("not running"));
        return daemon.isPresent() ? 0 : 1;
    }
}
