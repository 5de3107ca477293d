package dev.drover.cli;

import dev.drover.cli.training.Training;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the launcher runs once to make the AOT cache. It works in {@code DROVER_HOME}, which it makes a home. */
@Command(name = "aot-training", hidden = true)
final class AotTraining implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Path folder = Path.of(System.getenv().getOrDefault("DROVER_HOME", "."));
        Training.run(folder, Version.text(), () -> commands(folder.toString()));
        return 0;
    }

    private static void commands(String home) {
        Main.commandLine().execute("status", "--home", home);
        Main.commandLine().execute("--help");
        Main.commandLine().parseArgs("up", "--detach", "--home", home);
    }
}
