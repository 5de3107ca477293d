package dev.drover.cli;

import dev.drover.audit.ChainTail;
import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drops a request on the bus. */
@Command(
        name = "submit",
        description = "Drops a request on the bus and prints its id.",
        footer = {
            "",
            "Exit codes: 0 dropped (with --wait: completed), 1 failed, 2 refused, 3 partial, 4 blocked, 5 cancelled, "
                    + "6 no daemon runs, 7 completed but held back by --gate."
        },
        mixinStandardHelpOptions = true)
final class Submit implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private CiOptions ci = new CiOptions();

    @Option(names = "--wait", description = "Return when the final result is there, and exit as drover run does")
    private boolean wait;

    @Option(names = "--json", description = "Print JSON: where the request is; with --wait, its result")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        if (!wait && !ci.isEmpty()) {
            throw new WrongRequest("--gate, --junit and --sarif need --wait: before the end there is nothing to tell");
        }
        ci.check();
        Submission submission = request.submission(System.in);
        submission.warnings().forEach(warning -> output.note("warning: " + warning));
        long from = ChainTail.size(where.journal());
        Path file = submission.drop(where);
        boolean running = DaemonFile.running(where).isPresent();
        if (!running) {
            output.note("drover: no daemon runs, so nobody works on it yet; start one with: drover up --detach --home "
                    + where.root());
        }
        if (json && !wait) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("request_id", submission.requestId());
            answer.put("priority", submission.lane());
            answer.put("file", where.name(file));
            answer.put("daemon_runs", running);
            output.json(answer);
        } else if (!json) {
            output.line(submission.requestId());
        }
        if (!wait) {
            return Exit.DONE;
        }
        var manner = json ? FollowedRun.Manner.JSON : FollowedRun.Manner.SUMMARY;
        return new FollowedRun(where, submission, manner, ci, output).follow(from, running ? PATIENCE : Duration.ZERO);
    }
}
