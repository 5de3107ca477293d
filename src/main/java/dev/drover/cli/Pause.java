package dev.drover.cli;

import dev.drover.message.Control;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds everything. */
@Command(
        name = "pause",
        description = "Opens no request and starts no task until drover resume. What runs is finished.",
        footer = {"", "Exit codes: 0 done, 1 refused, 6 no daemon runs (it is read when one starts)."},
        mixinStandardHelpOptions = true)
final class Pause implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return ControlMessage.sendAndTell(home.find(), new Control(Control.Verb.PAUSE, Optional.empty()), json, output);
    }
}
