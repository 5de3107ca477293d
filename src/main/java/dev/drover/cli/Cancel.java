package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.RequestIds;
import dev.drover.message.Control;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Ends a request. */
@Command(name = "cancel", description = "Ends a request: what runs is stopped, what has not begun is dropped.")
final class Cancel extends RequestControlCommand {
    Cancel() {
        super(Control.Verb.CANCEL);
    }

    @Override
    String resolved(Home where, String given) throws IOException {
        return RequestIds.resolveToCancel(where, given);
    }
}
