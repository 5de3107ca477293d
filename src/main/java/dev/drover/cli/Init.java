package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.home.Seed;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a folder a home. */
@Command(
        name = "init",
        description = "Makes DIR a home: its folders, settings, patterns and agent definitions. Keeps what is there.",
        mixinStandardHelpOptions = true)
final class Init implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = ".", description = "Default: this folder")
    private Path dir = Path.of(".");

    @Override
    public Integer call() throws Exception {
        Home home = Seed.plant(dir);
        System.out.println("home: " + home.root());
        System.out.println("start the daemon with: drover up --detach --home " + home.root());
        System.out.println("drop a request into:   " + home.lane(dev.drover.message.Priority.HIGH));
        return 0;
    }
}
