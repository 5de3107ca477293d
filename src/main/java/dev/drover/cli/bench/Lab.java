package dev.drover.cli.bench;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.drover.bus.Removal;
import dev.drover.message.DroverException;
import dev.drover.message.Priority;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where measurements are made: hands out homes and ends all that was started, whoever asks for it. */
final class Lab implements AutoCloseable {
    private final Path root;
    private final PrintWriter progress;
    private Optional<BenchHome> warm = Optional.empty();

    @GuardedBy("this")
    private final List<BenchHome> homes = new ArrayList<>();

    @GuardedBy("this")
    private boolean closed;

    private Lab(Path root, PrintWriter progress) {
        this.root = root;
        this.progress = progress;
    }

    /**
     * Opens one.
     *
     * @param folder everything is put into a new folder in it
     * @param progress is told what goes on
     */
    static Lab open(Path folder, PrintWriter progress) throws IOException {
        return new Lab(Files.createTempDirectory(folder, "drover-bench-").toRealPath(), progress);
    }

    /** Everything that is measured lies below it, and goes with it. */
    Path root() {
        return root;
    }

    void say(String what) {
        progress.println("bench: " + what);
        progress.flush();
    }

    /** A new home without a daemon. Who asks for it closes it. */
    synchronized BenchHome fresh() throws IOException {
        if (closed) {
            throw new DroverException("the measurement was ended");
        }
        BenchHome home = BenchHome.create(root);
        homes.add(home);
        return home;
    }

    /** The home that warm measurements share: daemon and agent run and have worked. */
    BenchHome warm(Scale scale) throws IOException, InterruptedException {
        if (warm.isPresent()) {
            return warm.get();
        }
        BenchHome home = fresh();
        home.up();
        say("warming up with " + scale.warmUp() + " requests");
        warmUp(home, scale.warmUp());
        warm = Optional.of(home);
        return home;
    }

    static void warmUp(BenchHome home, int requests) throws IOException, InterruptedException {
        for (int i = 0; i < requests; i++) {
            home.await(home.drop(Shape.SINGLE, Priority.NORMAL));
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() throws IOException {
        // With the flag set, reading and deleting files would fail.
        boolean interrupted = Thread.interrupted();
        closed = true;
        try {
            for (BenchHome home : homes) {
                home.close();
            }
            homes.clear();
            Removal.removeAll(root);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
