package dev.drover.cli;

import dev.drover.audit.ChainLine;
import dev.drover.audit.ChainTail;
import dev.drover.bus.Home;
import dev.drover.cli.view.AgentLogText;
import dev.drover.cli.view.EventText;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.RequestIds;
import dev.drover.cli.view.Style;
import dev.drover.master.Journal;
import dev.drover.master.core.Event;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What happened, in words. */
@Command(
        name = "logs",
        description = "Shows the last lines of the journal, of a type of agents, or of what a task's command wrote.",
        mixinStandardHelpOptions = true)
final class Logs implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(100);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private picocli.CommandLine.Model.CommandSpec spec;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, until Ctrl-C; the output of a task is followed to its end")
    private boolean follow;

    @Option(names = "--agent", paramLabel = "TYPE", description = "What the agents of this type did")
    private Optional<String> agent = Optional.empty();

    @Option(names = "--request", paramLabel = "ID", description = "What happened to this request")
    private Optional<String> request = Optional.empty();

    @Option(
            names = "--task",
            paramLabel = "T",
            description = "With --request: what the commands of this task's latest attempt wrote")
    private Optional<String> task = Optional.empty();

    @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "At most so many lines (default: 50)")
    private int lines;

    @Option(names = "--json", description = "The lines as they stand in the log")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        if (task.isPresent() && request.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--task needs --request ID");
        }
        if (agent.isPresent() && request.isPresent()) {
            throw new ParameterException(spec.commandLine(), "say either --agent or --request");
        }
        if (task.isPresent() && request.isPresent()) {
            String id = RequestIds.resolve(where, request.get());
            return new TaskOutput(where, id, task.get(), output).show(Math.max(0, lines), follow);
        }
        Path log = agent.map(type -> where.agentLogs().resolve(Ids.require("agent_type", type) + ".jsonl"))
                .orElse(where.journal());
        if (agent.isPresent() && !Files.exists(log)) {
            throw new DroverException("no agent of type '" + agent.get() + "' has logged anything yet (" + log + ")");
        }
        show(log, wanted(where));
        return Exit.DONE;
    }

    private Predicate<String> wanted(Home where) throws IOException {
        return request.isPresent() ? JournalView.isAbout(RequestIds.resolve(where, request.get())) : line -> true;
    }

    private void show(Path log, Predicate<String> wanted) throws IOException {
        ZoneId zone = ZoneId.systemDefault();
        Style style = output.style();
        ChainTail tail = ChainTail.from(log, ChainTail.size(log));
        Predicate<String> shown = json ? wanted : wanted.and(this::says);
        for (ChainLine line : JournalView.last(log, Math.max(0, lines), shown)) {
            print(line, zone, style);
        }
        output.out().flush();
        while (follow && !Thread.currentThread().isInterrupted()) {
            if (tail.poll(wanted, line -> print(line, zone, style))) {
                output.out().flush();
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Whether there are words for a line, so that those without do not count. */
    private boolean says(String line) {
        return switch (JournalView.event(line)) {
            case "rules_applied", "request_filed", "packet_published", "result_published" -> false;
            default -> true;
        };
    }

    private void print(ChainLine line, ZoneId zone, Style style) {
        if (json) {
            output.out().println(line.text());
        } else if (agent.isPresent()) {
            output.out().println(AgentLogText.line(line, zone, style));
        } else {
            Event event = Journal.recorded(line).event();
            Optional.of(event)
                    .filter(e -> !EventText.isEcho(e))
                    .flatMap(e -> EventText.of(e, zone))
                    .ifPresent(text -> output.out().println(text.line(line.at(), zone, style)));
        }
    }
}
