package dev.drover.cli;

import dev.drover.message.Control;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets everything go on. */
@Command(
        name = "resume",
        description = "Goes on after drover pause.",
        footer = {"", "Exit codes: 0 done, 1 refused, 6 no daemon runs (it is read when one starts)."},
        mixinStandardHelpOptions = true)
final class Resume implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return ControlMessage.sendAndTell(
                home.find(), new Control(Control.Verb.RESUME, Optional.empty()), json, output);
    }
}
