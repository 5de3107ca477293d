package dev.drover.cli;

import dev.drover.message.Control;
import picocli.CommandLine.Command;

/** Lets everything go on. */
@Command(name = "resume", description = "Goes on after drover pause.")
final class Resume extends ControlCommand {
    Resume() {
        super(Control.Verb.RESUME);
    }
}
