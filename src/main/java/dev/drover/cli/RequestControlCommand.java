package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.RequestIds;
import dev.drover.message.Control;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** One that is about a request. */
abstract class RequestControlCommand extends ControlCommand {
    @Parameters(paramLabel = "ID", description = "Id of the request, or a part of it that no other has, or latest")
    private String id = "";

    RequestControlCommand(Control.Verb verb) {
        super(verb);
    }

    @Override
    final Optional<String> target(Home where) throws IOException {
        return Optional.of(resolved(where, id));
    }

    /** The whole id of the request that is meant. */
    String resolved(Home where, String given) throws IOException {
        return RequestIds.resolve(where, given);
    }
}
