package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.home.DaemonProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the daemon anew. */
@Command(
        name = "restart",
        description = "Ends the daemon and starts it again in the background. The agents work on meanwhile.",
        mixinStandardHelpOptions = true)
final class Restart implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        boolean ran = DaemonProcess.stop(where, true);
        long pid = DaemonProcess.start(where, output::note).pid();
        output.line((ran ? "the daemon was started again" : "no daemon was running; one was started") + ": process "
                + pid + ", log " + DaemonProcess.log(where));
        return Exit.DONE;
    }
}
