package dev.drover.cli;

import dev.drover.message.Schemas;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The published forms of messages. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema (2020-12) of a kind of message.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}")
    private String name = "";

    /** For completion. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Schemas.Name.values()).map(Schemas.Name::text).iterator();
        }
    }

    @Override
    public Integer call() {
        output.line(Schemas.text(name).stripTrailing());
        return Exit.DONE;
    }
}
