package dev.drover.cli;

import dev.drover.cli.home.DaemonProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the daemon and its agents. */
@Command(
        name = "down",
        description =
                "Ends the daemon and its agents; returns when all have stopped. Unfinished work goes on at the next up.",
        mixinStandardHelpOptions = true)
final class Down implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws Exception {
        System.out.println(DaemonProcess.stop(home.find(), false) ? "all has stopped" : "no daemon was running");
        return 0;
    }
}
