package dev.drover.agent.specialist.coding.tree;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs what must not be torn by an interrupt, which would close every file under the hands of the thread that is
 * interrupted: on a thread that nobody knows. It is waited for, and an interrupt counts only afterwards.
 */
final class Steady {
    private Steady() {}

    static <T> T run(Callable<T> work) throws IOException, InterruptedException {
        var task = new FutureTask<T>(work);
        Thread.ofPlatform().name("edits").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException rethrown(ExecutionException e) throws InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
