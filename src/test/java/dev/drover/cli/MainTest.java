package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    @Test
    void every_command_is_called_by_its_own_name() {
        Main.commandLine()
                .getSubcommands()
                .forEach((name, line) -> assertEquals(
                        name,
                        line.getCommandSpec()
                                .userObject()
                                .getClass()
                                .getAnnotation(CommandLine.Command.class)
                                .name()));
    }

    @Test
    void a_call_makes_only_the_command_that_it_names() {
        assertEquals(
                Set.of("status"),
                Main.commandLine("status", "--json").getSubcommands().keySet());
    }

    @Test
    void help_mistakes_and_completion_know_every_command() {
        Set<String> all = Main.commandLine().getSubcommands().keySet();
        assertTrue(all.size() > 20, all::toString);
        assertEquals(all, Main.commandLine().getSubcommands().keySet());
        assertEquals(all, Main.commandLine("--help").getSubcommands().keySet());
        assertEquals(all, Main.commandLine("statsu").getSubcommands().keySet());
        assertEquals(all, Main.commandLine("completion").getSubcommands().keySet());
    }
}
