package dev.drover.cli.care;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Checks that are made one after the other and shown as they are made: what, whether it holds, and how long it took. */
final class Checklist {
    private final PrintStream out;
    private int failed;

    Checklist(PrintStream out) {
        this.out = out;
    }

    /** One check; what it throws is why it does not hold. */
    interface Check<T> {
        T make() throws IOException, InterruptedException;
    }

    /** Thrown when what follows makes no sense any more. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String name) {
            super(name, null, false, false);
        }
    }

    /**
     * Makes a check that everything after it rests on.
     *
     * @throws Failed when it does not hold; that has been shown
     */
    <T> T need(String name, Check<T> check) throws InterruptedException {
        long start = System.nanoTime();
        try {
            T value = check.make();
            show("ok    ", name, start, "");
            return value;
        } catch (IOException | DroverException | UncheckedIOException e) {
            failed++;
            show("FAILED", name, start, ": " + (e instanceof DroverException ? e.getMessage() : e.toString()));
            throw new Failed(name);
        }
    }

    /** Makes a check that others do not rest on. */
    void expect(String name, Check<?> check) throws InterruptedException {
        try {
            need(name, check);
        } catch (Failed e) {
            // It was counted and shown, and the next check can be made all the same.
            return;
        }
    }

    int failed() {
        return failed;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new DroverException(otherwise);
        }
    }

    private void show(String state, String name, long start, String why) {
        out.printf("%s %6.0f ms  %s%s%n", state, (System.nanoTime() - start) / 1e6, name, why);
    }
}
