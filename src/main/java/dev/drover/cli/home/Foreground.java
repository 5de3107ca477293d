package dev.drover.cli.home;

import dev.drover.bus.Home;
import dev.drover.daemon.Daemon;
import dev.drover.message.DroverException;
import dev.drover.process.Umask;
import java.io.IOException;

/** The daemon in this very process. */
public final class Foreground {
    private Foreground() {}

    /**
     * Runs it until this process is told to end, or the daemon cannot go on.
     *
     * @param keepAgents leaves the agents at work when it ends
     * @return the exit code for when it could not go on
     */
    public static int run(Home home, boolean keepAgents) throws IOException {
        Umask.restrict();
        KeyInGit.refuse(home);
        Daemon daemon = start(home);
        Thread stop = new Thread(() -> stop(daemon, keepAgents), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        System.out.println("the daemon watches " + home.inbox() + "; end it with Ctrl-C or: drover down");
        daemon.ended().join();
        return 1;
    }

    private static Daemon start(Home home) {
        try {
            return Daemon.start(home, System.getenv(), Program.version());
        } catch (IOException e) {
            throw new DroverException(
                    "the daemon of " + home.root() + " cannot start: " + e
                            + "; see that its disk has room and that you may "
                            + "write every folder in it (drover doctor says which not), then start it again",
                    e);
        }
    }

    private static void stop(Daemon daemon, boolean keepAgents) {
        try {
            if (!keepAgents) {
                daemon.stopAgents();
            }
            daemon.close();
        } catch (IOException e) {
            System.err.println("drover: the daemon did not end cleanly: " + e);
        }
    }
}
