package dev.drover.cli;

import dev.drover.message.Control;
import picocli.CommandLine.Command;

/** Ends a request. */
@Command(name = "cancel", description = "Ends a request: what runs is stopped, what has not begun is dropped.")
final class Cancel extends RequestControlCommand {
    Cancel() {
        super(Control.Verb.CANCEL);
    }
}
