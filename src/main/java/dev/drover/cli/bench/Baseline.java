package dev.drover.cli.bench;

import dev.drover.bus.Removal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the machine itself takes for the things that everything here is made of, in the same minute: figures of two
 * runs, or two machines, are to be compared as ratios to these.
 *
 * @param publishMs 700 bytes written, synced, renamed, and their folder synced
 * @param appendMs 300 bytes appended to an open file and their data synced
 * @param shellMs {@code sh -c true} started and waited for
 */
record Baseline(Distribution publishMs, Distribution appendMs, Distribution shellMs) {
    private static final int FILES = 200;
    private static final int SHELLS = 50;
    private static final int MESSAGE_BYTES = 700;
    private static final int LINE_BYTES = 300;

    private interface Step {
        void run(int i) throws IOException, InterruptedException;
    }

    /** Measures in a folder of its own below {@code parent}. */
    static Baseline measure(Path parent) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(parent, "baseline-");
        try (FileChannel log = FileChannel.open(
                        folder.resolve("log"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            Distribution publish = time(FILES, i -> publish(folder, directory, i));
            Distribution append = time(FILES, i -> {
                log.write(ByteBuffer.allocate(LINE_BYTES));
                log.force(false);
            });
            return new Baseline(publish, append, time(SHELLS, i -> shell()));
        } finally {
            Removal.removeAll(folder);
        }
    }

    private static Distribution time(int times, Step step) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            step.run(i);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return Distribution.of(millis);
    }

    private static void publish(Path folder, FileChannel directory, int i) throws IOException {
        Path hidden = folder.resolve("." + i);
        try (FileChannel file = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(MESSAGE_BYTES));
            file.force(true);
        }
        Files.move(hidden, folder.resolve(Integer.toString(i)), StandardCopyOption.ATOMIC_MOVE);
        directory.force(true);
    }

    private static void shell() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "true").start().waitFor();
    }
}
