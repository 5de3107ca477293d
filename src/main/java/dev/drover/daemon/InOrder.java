package dev.drover.daemon;

import java.io.IOException;
import java.util.Optional;

/** Runs the steps of a stop one after the other, each of them whatever happened to those before it. */
final class InOrder {
    private InOrder() {}

    /** One step. */
    interface Step {
        void run() throws IOException;
    }

    /**
     * Runs all.
     *
     * @throws IOException or a RuntimeException: what the first failed step threw, those of later ones suppressed
     */
    static void run(Step... steps) throws IOException {
        Optional<Exception> failure = Optional.empty();
        for (Step step : steps) {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                failure.filter(first -> !first.equals(e)).ifPresent(first -> first.addSuppressed(e));
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (failure.isPresent()) {
            throwAgain(failure.get());
        }
    }

    private static void throwAgain(Exception e) throws IOException {
        if (e instanceof IOException io) {
            throw io;
        }
        throw (RuntimeException) e;
    }
}
