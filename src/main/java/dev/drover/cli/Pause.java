package dev.drover.cli;

import dev.drover.message.Control;
import picocli.CommandLine.Command;

/** Holds everything. */
@Command(
        name = "pause",
        description = "Opens no request and starts no task until drover resume. What runs is finished.")
final class Pause extends ControlCommand {
    Pause() {
        super(Control.Verb.PAUSE);
    }
}
