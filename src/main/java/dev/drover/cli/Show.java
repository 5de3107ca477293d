package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.RequestIds;
import dev.drover.cli.view.RunReport;
import dev.drover.cli.view.RunView;
import dev.drover.message.DroverException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One request in full. */
@Command(
        name = "show",
        description =
                "Shows one request: its graph, timeline, tasks, findings, its files and commits, and where the logs "
                        + "are.",
        mixinStandardHelpOptions = true)
final class Show implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            defaultValue = "latest",
            description = "Id of the request, or a part of it that no other has (default: latest)")
    private String id = "latest";

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        String requestId = RequestIds.resolve(where, id);
        RunView view = JournalView.one(where.journal(), requestId)
                .fold()
                .run(requestId)
                .orElseThrow(() -> new DroverException("the journal does not know request '" + requestId
                        + "'; what is left of it lies in " + where.run(requestId)));
        RunReport report = RunReport.of(where, view);
        if (json) {
            output.json(report.json());
        } else {
            output.lines(report.everything(Clock.systemUTC().instant(), ZoneId.systemDefault(), output.style()));
        }
        return Exit.DONE;
    }
}
