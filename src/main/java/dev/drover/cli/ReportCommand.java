package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.Ending;
import dev.drover.cli.view.RequestIds;
import dev.drover.report.ReportFiles;
import dev.drover.report.ReportPage;
import dev.drover.report.account.AccountReader;
import dev.drover.report.account.Bounds;
import dev.drover.report.account.RunAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The report on a request that has ended. */
@Command(
        name = "report",
        description = {
            "Makes the report on a request that has ended, from what its run folder keeps: in the folder itself, or as "
                    + "HTML, Markdown, JUnit XML or SARIF wherever you want it.",
            "Without an option it writes report.md and report.html into the run folder and prints a summary."
        },
        footer = {"", "Exit codes: 0 done, 1 it has not ended or cannot be read, 7 --gate holds it back."},
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Mixin
    private CiOptions ci = new CiOptions();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            defaultValue = "latest",
            description = "Id of the request, or a part of it that no other has (default: latest)")
    private String id = "latest";

    @Option(names = "--html", description = "Print the report as one HTML file, or write it to --out")
    private boolean html;

    @Option(names = "--md", description = "Print the report as Markdown, or write it to --out")
    private boolean markdown;

    @Option(names = "--open", description = "Open the HTML report in the browser")
    private boolean open;

    @Option(names = "--out", paramLabel = "FILE", description = "Where --html or --md goes (default: standard output)")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (html && markdown) {
            throw new WrongRequest("say either --html or --md; for both, call it twice");
        }
        if (out.isPresent() && !html && !markdown) {
            throw new WrongRequest("--out needs --html or --md, which say what to write there");
        }
        Home where = home.find();
        String requestId = RequestIds.resolve(where, id);
        RunAccount run = AccountReader.read(where, requestId, Bounds.PAGE);
        if (html || markdown) {
            Optional<Path> to = Optional.of(out.orElse(Path.of("-")));
            Deliverable.write(to, html ? Deliverable.HTML : Deliverable.MARKDOWN, run, output);
        } else if (open || ci.isEmpty()) {
            ReportFiles.write(where, run);
            if (!open) {
                output.lines(Ending.lines(where, run, output.style()));
            }
        }
        if (open) {
            open(where.run(requestId).resolve(ReportPage.HTML));
        }
        return ci.finish(where, requestId, output, Exit.DONE);
    }

    private void open(Path file) throws IOException {
        output.line(file.toString());
        try {
            new ProcessBuilder("xdg-open", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            output.note("drover: no browser was opened, since xdg-open cannot be started (" + e.getMessage()
                    + "); open the file above yourself");
        }
    }
}
