package dev.drover.cli;

import dev.drover.cli.training.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the launcher runs once for each AOT cache. It works in {@code DROVER_HOME}, which it makes a home. */
@Command(name = "aot-training", hidden = true)
final class AotTraining implements Callable<Integer> {
    @Option(names = "--agents", description = "Record agents and not the daemon.")
    private boolean agents;

    @Override
    public Integer call() throws Exception {
        Path folder = Path.of(System.getenv().getOrDefault("DROVER_HOME", "."));
        if (agents) {
            Training.ofAgents(folder);
        } else {
            Training.ofDaemon(folder, Version.text(), () -> commands(folder.toString()));
        }
        return 0;
    }

    private static void commands(String home) {
        for (String command : List.of("status", "runs", "agents", "show chain", "submit hello")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--home", home));
            String[] args = words.toArray(String[]::new);
            Main.commandLine(args).execute(args);
        }
        Main.commandLine().execute("--help");
        Main.commandLine().parseArgs("up", "--detach", "--home", home);
    }
}
