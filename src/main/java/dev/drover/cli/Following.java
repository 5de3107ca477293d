package dev.drover.cli;

import dev.drover.audit.ChainTail;
import dev.drover.bus.Home;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.RunFold;
import dev.drover.cli.view.RunView;
import dev.drover.daemon.DaemonFile;
import dev.drover.master.Journal;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Follows one request through the journal, from where the journal ended before the request was dropped. */
final class Following {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration DAEMON_CHECK = Duration.ofMillis(500);

    /** How the following ended. */
    sealed interface End {
        record Ended(RunView view) implements End {}

        record Refused(Failure why) implements End {}

        /** No daemon goes on with it. */
        record NoDaemon() implements End {}
    }

    /** Who watches. */
    interface Viewer {
        /** Something happened to the request. */
        void news(Recorded event);

        /** Is called now and then; the view is there once the request was planned. */
        void look(Optional<RunView> view);
    }

    private final Home home;
    private final Submission submission;
    private final Viewer viewer;
    private final Duration patience;
    private RunFold fold = new RunFold();
    private ChainTail tail;
    private boolean repeated;
    private Optional<Failure> refused = Optional.empty();

    /**
     * Begins to follow.
     *
     * @param from size of the journal before the request was dropped
     * @param patience for how long no daemon may run
     */
    Following(Home home, Submission submission, long from, Duration patience, Viewer viewer) {
        this.home = home;
        this.submission = submission;
        this.tail = ChainTail.from(home.journal(), from);
        this.patience = patience;
        this.viewer = viewer;
    }

    /** Returns when the result is published, or will not be. */
    End follow() throws IOException {
        long daemonSeen = System.nanoTime();
        long checked = daemonSeen - DAEMON_CHECK.toNanos();
        while (true) {
            tail.poll(this::concerns, line -> take(Journal.recorded(line)));
            if (repeated) {
                fromTheStart();
            }
            Optional<RunView> view = fold.run(submission.requestId());
            viewer.look(view);
            if (refused.isPresent()) {
                return new End.Refused(refused.get());
            }
            if (view.filter(RunView::isPublished).isPresent()) {
                return new End.Ended(view.get());
            }
            long now = System.nanoTime();
            if (now - checked >= DAEMON_CHECK.toNanos()) {
                checked = now;
                daemonSeen = DaemonFile.running(home).isPresent() ? now : daemonSeen;
                if (now - daemonSeen > patience.toNanos()) {
                    return new End.NoDaemon();
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean concerns(String line) {
        return JournalView.event(line).equals("request_refused")
                || JournalView.requestId(line)
                        .filter(submission.requestId()::equals)
                        .isPresent();
    }

    private void take(Recorded recorded) {
        switch (recorded.event()) {
            case Event.RequestRefused e -> {
                if (e.file().equals(submission.file())) {
                    refused = Optional.of(e.error());
                    viewer.news(recorded);
                }
            }
            case Event.RequestRepeated e -> {
                repeated = true;
                viewer.news(recorded);
            }
            default -> {
                fold.apply(recorded);
                viewer.news(recorded);
            }
        }
    }

    /** The same request came before, so its beginning is further up. */
    private void fromTheStart() throws IOException {
        repeated = false;
        JournalView.Folded folded = JournalView.one(home.journal(), submission.requestId());
        fold = folded.fold();
        tail = folded.tail();
    }
}
