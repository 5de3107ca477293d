package dev.drover.cli;

import dev.drover.audit.ChainTail;
import dev.drover.bus.Home;
import dev.drover.cli.home.DaemonProcess;
import dev.drover.daemon.DaemonFile;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drops a request and follows it to its end. */
@Command(
        name = "run",
        description = {
            "Drops a request and follows it to its end, and shows what was found. Starts a daemon when none runs.",
            "Ctrl-C ends the following and not the request."
        },
        footer = {
            "",
            "Exit codes: 0 completed, 1 failed, 2 refused, 3 partial (some tasks completed), 4 blocked (a person is "
                    + "needed), 5 cancelled, 6 the daemon ended meanwhile, 7 completed but held back by --gate, 130 no longer "
                    + "followed."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private CiOptions ci = new CiOptions();

    @Option(names = "--json", description = "Print nothing but the result, as JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        ci.check();
        Submission submission = request.submission(System.in);
        submission.warnings().forEach(warning -> output.note("warning: " + warning));
        if (DaemonFile.running(where).isEmpty()) {
            long pid = DaemonProcess.start(where, output::note).pid();
            output.note("no daemon was running, so one was started (process " + pid + "); it goes on running, end it "
                    + "with: drover down --home " + where.root());
        }
        if (!json) {
            output.note("request " + submission.requestId()
                    + (submission.hasWorkspace()
                            ? ""
                            : " works in a scratch folder of its own; name another with --workspace DIR"));
        }
        long from = ChainTail.size(where.journal());
        submission.drop(where);
        var manner = json ? FollowedRun.Manner.JSON : FollowedRun.Manner.FOR_PEOPLE;
        return new FollowedRun(where, submission, manner, ci, output).follow(from, PATIENCE);
    }
}
