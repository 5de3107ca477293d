package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.Text;
import dev.drover.knowledge.Knowledge;
import dev.drover.knowledge.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the home knows, as agents are given it. */
@Command(
        name = "knowledge",
        description = "Finds guides, contexts and lessons, as agents are given them.",
        subcommands = {KnowledgeCommand.Search.class, KnowledgeCommand.Rebuild.class},
        mixinStandardHelpOptions = true)
final class KnowledgeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(), "Say what to do: drover knowledge search WORDS…, or drover knowledge rebuild");
    }

    private static Knowledge of(Home home) {
        return Knowledge.of(home.knowledge(), home.knowledgeIndex());
    }

    /** Finds. */
    @Command(
            name = "search",
            description =
                    "Shows the passages of knowledge/ that fit the words best, the best first, each with its source.",
            footer = {"", "Exit codes: 0 something was found, 1 nothing was."},
            mixinStandardHelpOptions = true)
    static final class Search implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec command;

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private Output output = new Output();

        @Parameters(paramLabel = "WORDS", arity = "1..*", description = "Any text, such as the action of a task")
        private List<String> words = new ArrayList<>();

        @Option(names = "--limit", paramLabel = "N", defaultValue = "5", description = "At most so many (default: 5)")
        private int limit;

        @Option(names = "--failures", description = "Only failures of tasks that are like this one")
        private boolean failures;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            if (limit < 1) {
                throw new ParameterException(command.commandLine(), "--limit must be 1 or more, and is " + limit);
            }
            String text = String.join(" ", words);
            Knowledge knowledge = of(home.find());
            List<Passage> found = failures ? knowledge.failuresLike(text, limit) : knowledge.find(text, limit);
            if (json) {
                output.json(found);
            } else if (found.isEmpty()) {
                output.note("nothing is known of that");
            } else {
                output.lines(found.stream().flatMap(p -> lines(p).stream()).toList());
            }
            return found.isEmpty() ? Exit.FAILED : Exit.DONE;
        }

        private static List<String> lines(Passage passage) {
            List<String> lines = new ArrayList<>();
            lines.add(Text.line(passage.source()) + "  (" + passage.kind().wire() + ", "
                    + String.format(Locale.ROOT, "%.2f", passage.score()) + ")");
            lines.add("  " + Text.line(passage.title()));
            passage.text().lines().map(line -> "    " + Text.line(line)).forEach(lines::add);
            lines.add("");
            return lines;
        }
    }

    /** Begins the index anew. */
    @Command(
            name = "rebuild",
            description = "Makes the index anew from the files. A search does by itself what changed.",
            mixinStandardHelpOptions = true)
    static final class Rebuild implements Callable<Integer> {
        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() throws Exception {
            Home where = home.find();
            output.line(Text.count(of(where).rebuild(), "passage") + " in " + where.name(where.knowledgeIndex()));
            return Exit.DONE;
        }
    }
}
