package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.bus.TakenIn;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.RunFold;
import dev.drover.cli.view.RunLine;
import dev.drover.cli.view.TakenInLine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The requests of late. */
@Command(
        name = "runs",
        description = "Lists the requests that were taken in last, the newest first.",
        mixinStandardHelpOptions = true)
final class Runs implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20)")
    private int limit;

    @Option(names = "--all", description = "All that the journal knows")
    private boolean all;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        Instant now = Clock.systemUTC().instant();
        int most = all ? Integer.MAX_VALUE : Math.max(1, limit);
        Map<String, RunLine> lines = new LinkedHashMap<>();
        RunFold[] fold = new RunFold[1];
        fold[0] = new RunFold(ended -> {
            lines.put(ended.id(), RunLine.of(ended, now));
            fold[0].forget(ended.id());
        });
        JournalView.recent(where.journal(), most, fold[0]);
        fold[0].runs().forEach(open -> lines.put(open.id(), RunLine.of(open, now)));
        List<RunLine> newest = new ArrayList<>(lines.values());
        newest.sort(Comparator.comparing(RunLine::begunAt).reversed());
        List<RunLine> shown = newest.subList(0, Math.min(most, newest.size()));
        if (json) {
            output.json(shown);
            return Exit.DONE;
        }
        List<TakenInLine> takenIn = TakenIn.list(where).stream()
                .filter(request -> !lines.containsKey(request.requestId()))
                .map(request -> TakenInLine.of(request, now))
                .toList();
        if (!shown.isEmpty()) {
            output.lines(RunLine.table(shown, ZoneId.systemDefault(), output.style()));
        } else if (takenIn.isEmpty()) {
            output.line("no request yet; make one with: drover run TEXT");
        }
        takenIn.forEach(request -> output.line(request.line(output.style())));
        return Exit.DONE;
    }
}
