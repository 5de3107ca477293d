package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.home.DaemonProcess;
import dev.drover.daemon.Daemon;
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
                    + DaemonProcess.start(where).pid() + ", log " + DaemonProcess.log(where));
            return 0;
        }
        Daemon daemon = Daemon.start(where, System.getenv(), Version.text());
        Thread stop = new Thread(() -> stop(daemon), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        System.out.println("the daemon watches " + where.inbox() + "; end it with Ctrl-C or: drover down");
        daemon.ended().join();
        return 1;
    }

    private void stop(Daemon daemon) {
        try {
            if (!keepAgents) {
                daemon.stopAgents();
            }
            daemon.close();
        } catch (java.io.IOException e) {
            System.err.println("drover: the daemon did not end cleanly: " + e);
        }
    }
}
