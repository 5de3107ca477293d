package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.message.Control;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that tells the daemon one thing, and the user what came of it. */
@Command(
        footer = {"", "Exit codes: 0 done, 1 refused, 6 no daemon runs (it is read when one starts)."},
        mixinStandardHelpOptions = true)
abstract class ControlCommand implements Callable<Integer> {
    private final Control.Verb verb;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    ControlCommand(Control.Verb verb) {
        this.verb = verb;
    }

    /** The request that it is about; empty when it is about everything. */
    Optional<String> target(Home where) throws IOException {
        return Optional.empty();
    }

    @Override
    public final Integer call() throws Exception {
        Home where = home.find();
        Control control = new Control(verb, target(where));
        Mistaken.refuse(where, control);
        return ControlMessage.sendAndTell(where, control, json, output);
    }
}
