package dev.drover.archfixture.impure.flock;

import java.io.File;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Breaks the rule of the pure core once in each method. */
final class Impure {
    private Impure() {}

    static boolean readsFile(String name) {
        return new File(name).exists();
    }

    static String takesPath(Path path) {
        return path.toString();
    }

    static boolean opensSocket(Socket socket) {
        return socket.isBound();
    }

    static void startsThread(Runnable task) {
        Thread.ofVirtual().start(task);
    }

    static boolean waitsForFuture(CompletableFuture<String> future) {
        return future.isDone();
    }

    static long startsProcess() {
        return ProcessHandle.current().pid();
    }

    static Instant takesClock(Clock clock) {
        return clock.instant();
    }

    static Instant readsNow() {
        return Instant.now();
    }

    static Supplier<Instant> readsNowByReference() {
        return Instant::now;
    }

    static long readsNanos() {
        return System.nanoTime();
    }

    static long readsMillis() {
        return System.currentTimeMillis();
    }

    static int takesRandom(RandomGenerator random) {
        return random.nextInt();
    }

    static double throwsDice() {
        return Math.random();
    }

    static UUID drawsId() {
        return UUID.randomUUID();
    }
}
