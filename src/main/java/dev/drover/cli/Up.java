package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.home.DaemonProcess;
import dev.drover.cli.home.Foreground;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the daemon, here or in the background. */
@Command(
        name = "up",
        description = "Runs the daemon: here until it is ended (Ctrl-C), or in the background with --detach.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--detach", description = "Start it in the background; returns when it watches the bus")
    private boolean detach;

    @Option(names = "--keep-agents", description = "Leave the agents at work when the daemon ends")
    private boolean keepAgents;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        if (detach) {
            System.out.println("the daemon runs: process "
                    + DaemonProcess.start(where, System.err::println).pid() + ", log " + DaemonProcess.log(where));
            return 0;
        }
        return Foreground.run(where, keepAgents);
    }
}
