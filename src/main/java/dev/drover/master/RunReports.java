package dev.drover.master;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.master.core.Run;
import dev.drover.message.RequestResult;
import dev.drover.process.KillPoint;
import dev.drover.report.ReportFiles;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The report on a request, written when it has ended and before its answer is published. It is extra: whatever goes
 * wrong with it is journaled, and the answer goes out all the same.
 */
final class RunReports {
    private static final Logger log = LoggerFactory.getLogger(RunReports.class);

    private final Home home;
    private final Consumer<Input> acknowledge;

    RunReports(Home home, Consumer<Input> acknowledge) {
        this.home = home;
        this.acknowledge = acknowledge;
    }

    /** Writes it when it is first run, if there is something to tell; tried again with the answer, it does nothing. */
    Runnable of(Run run, RequestResult answer) {
        if (!isWorthwhile(run)) {
            return () -> {};
        }
        var begun = new AtomicBoolean();
        return () -> {
            if (begun.compareAndSet(false, true)) {
                write(answer);
            }
        };
    }

    /** Whether there is more to tell than that commands ran: a specialist was asked, or something was found or left. */
    private static boolean isWorthwhile(Run run) {
        return run.tasks().stream()
                .anyMatch(task -> task.spec().run().isEmpty()
                        || task.outcome().filter(RunReports::tellsMore).isPresent());
    }

    private static boolean tellsMore(Outcome outcome) {
        return outcome.findings() > 0
                || !outcome.artifacts().isEmpty()
                || outcome.commit().isPresent();
    }

    /** Everything it is made of lies in the run folder by now. */
    private void write(RequestResult answer) {
        String requestId = answer.requestId();
        try {
            ReportFiles.write(home, answer);
            KillPoint.reach("report.written");
        } catch (IOException | RuntimeException | Error e) {
            log.warn("the report on request {} could not be written", requestId, e);
            acknowledge.accept(new Input.Note(new Event.Trouble(
                    "report",
                    "the report on request " + requestId + " could not be written (" + e
                            + "), and its answer goes out without one; make it with: drover report " + requestId)));
        }
    }
}
