package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.RequestIds;
import dev.drover.message.Control;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does the rest of an ended request. */
@Command(
        name = "retry",
        description = "Does those tasks of an ended request again that did not complete.",
        footer = {"", "Exit codes: 0 done, 1 refused, 6 no daemon runs (it is read when one starts)."},
        mixinStandardHelpOptions = true)
final class Retry implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "Id of the request, or a part of it that no other has, or latest")
    private String id = "";

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        String requestId = RequestIds.resolve(where, id);
        return ControlMessage.sendAndTell(where, new Control(Control.Verb.RETRY, Optional.of(requestId)), json, output);
    }
}
