package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.RunView;
import dev.drover.master.core.Run;
import dev.drover.message.Control;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.RequestStatus;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps a control message from being dropped that the daemon would only put into the dead letter, as far as the journal
 * tells. What the journal does not know is left to the daemon.
 */
final class Mistaken {
    private Mistaken() {}

    /**
     * Looks at the request that the control is about.
     *
     * @throws DroverException when it stands so that this cannot be done with it; says how, and what can be done
     */
    static void refuse(Home home, Control control) throws IOException {
        if (control.target().isEmpty()) {
            return;
        }
        String id = control.target().get();
        JournalView.one(home.journal(), id)
                .fold()
                .run(id)
                .flatMap(view -> why(view, control.verb()))
                .ifPresent(why -> {
                    throw new DroverException(why);
                });
    }

    private static Optional<String> why(RunView view, Control.Verb verb) {
        Run run = view.run();
        String request = "request '" + Ids.printable(run.id()) + "'";
        boolean ended = run.finish().isPresent();
        return switch (verb) {
            case RETRY -> retry(view, request);
            case CANCEL ->
                ended
                        ? Optional.of("there is no open " + request + " to cancel: it has ended as "
                                + run.finish().get().status().wire())
                        : Optional.empty();
            case CODEWORD -> codeword(run, request);
            case PAUSE, RESUME, DRAIN, GC -> Optional.empty();
        };
    }

    private static Optional<String> retry(RunView view, String request) {
        boolean underWay = view.run().finish().isEmpty() && !view.statusWord().equals(RunView.ENDING);
        boolean done = view.status().filter(RequestStatus.COMPLETED::equals).isPresent();
        return underWay
                ? Optional.of(request + " has not ended; only what has ended can be retried. See how it stands with:"
                        + " drover explain " + view.run().id())
                : done
                        ? Optional.of("every task of " + request + " has completed, so there is nothing to do again."
                                + " Submit it anew to have it done once more")
                        : Optional.empty();
    }

    /** Only deployments ask for a codeword; an open request may still come to it. */
    private static Optional<String> codeword(Run run, String request) {
        if (asked(run)) {
            return Optional.empty();
        }
        String none = "no task of " + request + " waits for a codeword";
        boolean deploys = run.tasks().stream().anyMatch(task -> task.agentType().equals("deployment"));
        return run.finish().isPresent()
                ? Optional.of(none + ": it has ended as "
                        + run.finish().get().status().wire() + ". See what came of it with: drover show " + run.id())
                : deploys
                        ? Optional.empty()
                        : Optional.of(none + ", and none will: it deploys nothing. See its tasks with: drover show "
                                + run.id());
    }

    private static boolean asked(Run run) {
        return run.tasks().stream().flatMap(task -> task.error().stream()).anyMatch(error -> error.code()
                .equals("codeword_needed"));
    }
}
