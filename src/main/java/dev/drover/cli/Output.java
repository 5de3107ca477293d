package dev.drover.cli;

import dev.drover.cli.view.Style;
import dev.drover.cli.view.Terminal;
import dev.drover.message.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command writes: what was asked for to standard output, and all else to standard error. */
@Command
final class Output {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Text that ends its own lines. */
    void text(String text) {
        out().print(text);
        out().flush();
    }

    void line(String text) {
        out().println(text);
        out().flush();
    }

    void lines(List<String> lines) {
        lines.forEach(out()::println);
        out().flush();
    }

    void json(Object value) {
        out().print(Json.pretty(value));
        out().flush();
    }

    /** What is not part of the answer. */
    void note(String text) {
        command.commandLine().getErr().println(text);
        command.commandLine().getErr().flush();
    }

    Style style() {
        return Terminal.style(System.getenv());
    }
}
