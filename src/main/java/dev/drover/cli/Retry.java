package dev.drover.cli;

import dev.drover.message.Control;
import picocli.CommandLine.Command;

/** Does the rest of an ended request. */
@Command(name = "retry", description = "Does those tasks of an ended request again that did not complete.")
final class Retry extends RequestControlCommand {
    Retry() {
        super(Control.Verb.RETRY);
    }
}
