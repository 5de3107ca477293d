package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.Ending;
import dev.drover.cli.view.RunReport;
import dev.drover.cli.view.RunView;
import dev.drover.cli.view.Terminal;
import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.report.account.AccountReader;
import dev.drover.report.account.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Follows a request for a person or a program, and ends with what became of it. */
final class FollowedRun {
    /** How to show it. */
    enum Manner {
        /** A table or lines, as the output is a terminal or not, and a summary. */
        FOR_PEOPLE,
        /** The end alone. */
        SUMMARY,
        /** The result, as it lies in the outbox. */
        JSON
    }

    private final Home home;
    private final Submission submission;
    private final Manner manner;
    private final CiOptions ci;
    private final Output output;
    private volatile boolean over;

    FollowedRun(Home home, Submission submission, Manner manner, CiOptions ci, Output output) {
        this.home = home;
        this.submission = submission;
        this.manner = manner;
        this.ci = ci;
        this.output = output;
    }

    /** Returns the exit code. */
    int follow(long from, Duration patience) throws IOException {
        boolean live = manner == Manner.FOR_PEOPLE && Terminal.isLive(System.getenv());
        var table = new RunViewers.Live(home, output.out(), output.style(), Clock.systemUTC(), System::nanoTime);
        Following.Viewer viewer = live
                ? table
                : manner == Manner.FOR_PEOPLE
                        ? RunViewers.plain(output.out(), submission.requestId(), ZoneId.systemDefault(), output.style())
                        : RunViewers.silent();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(table, live), "stopped-following"));
        Following.End end;
        try {
            end = new Following(home, submission, from, patience, viewer).follow();
        } finally {
            over = true;
            if (live) {
                table.close();
            }
        }
        return tell(end);
    }

    /** The program is ended, by Ctrl-C as a rule. */
    private void interrupted(RunViewers.Live table, boolean live) {
        if (!over) {
            if (live) {
                table.close();
            }
            output.note("no longer followed; the request goes on. See it with: drover show " + submission.requestId()
                    + ", end it with: drover cancel " + submission.requestId());
        }
    }

    private int tell(Following.End end) throws IOException {
        return switch (end) {
            case Following.End.Ended ended -> ended(ended.view());
            case Following.End.Refused refused -> {
                output.note("drover: the request was refused: " + refused.why().message() + "\nIt lies in "
                        + home.deadLetter() + "; see: drover deadletter list");
                yield Exit.REFUSED;
            }
            case Following.End.NoDaemon none -> {
                output.note("drover: no daemon runs, so request " + submission.requestId()
                        + " is not followed any more; it goes on with: drover up --detach --home " + home.root());
                yield Exit.NO_DAEMON;
            }
        };
    }

    private int ended(RunView view) throws IOException {
        if (manner == Manner.JSON) {
            Path published = home.outbox().resolve(view.id() + ".json");
            Path kept = home.run(view.id()).resolve("result.json");
            output.json(Json.mapper().readTree(Files.readAllBytes(Files.exists(published) ? published : kept)));
        } else {
            output.line("");
            output.lines(ending(view));
        }
        return ci.finish(home, view.id(), output, view.status().map(Exit::of).orElse(Exit.FAILED));
    }

    private List<String> ending(RunView view) {
        try {
            return Ending.lines(home, AccountReader.read(home, view.id(), Bounds.PAGE), output.style());
        } catch (IOException | DroverException e) {
            output.note("drover: what the run folder keeps could not be read: " + e.getMessage());
            return RunReport.of(home, view).ending(output.style());
        }
    }
}
