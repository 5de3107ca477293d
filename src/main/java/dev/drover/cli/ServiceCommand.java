package dev.drover.cli;

import dev.drover.cli.service.UserService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the daemon run as a service of the user. */
@Command(
        name = "service",
        description = {
            "Has the daemon run in the background as a systemd service of yours, and start when you log on.",
            "Needs no root. Agents work on when the daemon is restarted after a crash, and end when the service stops."
        },
        mixinStandardHelpOptions = true)
final class ServiceCommand implements Callable<Integer> {
    /** What is wanted. */
    enum Action {
        INSTALL,
        UNINSTALL,
        STATUS
    }

    @Parameters(paramLabel = "ACTION", description = "install, uninstall or status")
    private Action action = Action.STATUS;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--print", description = "Print the unit and change nothing")
    private boolean print;

    @Override
    public Integer call() throws Exception {
        UserService service = UserService.of(
                home.find(), Launcher.path(), System.getenv(), System.getProperty("os.name"), System.out);
        if (print) {
            System.out.print(service.text());
            return 0;
        }
        return switch (action) {
            case INSTALL -> service.install();
            case UNINSTALL -> service.uninstall();
            case STATUS -> service.status();
        };
    }
}
