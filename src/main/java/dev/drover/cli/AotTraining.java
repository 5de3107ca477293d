package dev.drover.cli;

import dev.drover.bus.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the launcher runs once to make the AOT cache: a daemon and an agent at real work in a scratch folder. */
@Command(name = "aot-training", hidden = true)
final class AotTraining implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Home home = Seed.plant(Path.of(System.getenv().getOrDefault("DROVER_HOME", ".")));
        System.out.println(home);
        return 0;
    }
}
