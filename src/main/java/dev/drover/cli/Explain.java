package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.Explainer;
import dev.drover.cli.view.Explanation;
import dev.drover.cli.view.InboxView;
import dev.drover.cli.view.RunView;
import dev.drover.daemon.DaemonFile;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why something waits. */
@Command(
        name = "explain",
        description =
                "Says why requests wait: for each task that has not ended what it waits for, and why it was planned "
                        + "as it is.",
        mixinStandardHelpOptions = true)
final class Explain implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "Id of the request, or a part of it that no other has (default: all that are open)")
    private Optional<String> id = Optional.empty();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        var explainer = new Explainer(where, System.getenv(), Clock.systemUTC().instant());
        List<Explanation> found = id.isPresent() ? List.of(explainer.one(id.get())) : explainer.all();
        if (json) {
            output.json(found);
            return Exit.DONE;
        }
        for (Explanation explanation : found) {
            output.lines(explanation.lines(output.style()));
            output.line("");
        }
        if (id.isEmpty()) {
            int waiting = InboxView.counts(where).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            String daemon = DaemonFile.running(where).isPresent() ? "" : "; no daemon runs: drover up --detach";
            long ending = found.stream()
                    .filter(e -> e.status().equals(RunView.ENDING))
                    .count();
            output.line((found.size() - ending) + " open, " + (ending == 0 ? "" : ending + " ending, ") + waiting
                    + " waiting in the inbox" + daemon);
        }
        return Exit.DONE;
    }
}
