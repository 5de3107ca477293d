package dev.drover.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The script that completes commands. */
@Command(
        name = "completion",
        description = {
            "Prints the script that completes commands and options in bash and zsh.",
            "Use it with: source <(drover completion)"
        },
        mixinStandardHelpOptions = true)
final class Completion implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        output.line(AutoComplete.bash("drover", spec.root().commandLine()));
        return Exit.DONE;
    }
}
