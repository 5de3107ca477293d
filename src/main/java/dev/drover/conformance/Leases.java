package dev.drover.conformance;

import static dev.drover.conformance.Commands.running;
import static dev.drover.conformance.Commands.stubborn;
import static dev.drover.conformance.Commands.until;

import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The heartbeat, and what follows when the claim is gone: rule 8. */
final class Leases {
    private static final Duration WATCHED = Duration.ofSeconds(12);

    /** Five seconds, and what a busy machine may add. */
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(7_500);

    /** A look that comes this late was held up. */
    private static final Duration HELD_UP = Duration.ofSeconds(1);

    /** A beat, the grace after TERM, and some more. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(15);

    private Leases() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "heartbeat",
                        "rule 8",
                        "While a command runs, its claim is touched at least every 5 seconds (7.5 are let pass).",
                        Leases::beats),
                Check.required(
                        "heartbeat-creates-nothing",
                        "rule 8",
                        "A claim that is gone is not made again by the heartbeat.",
                        Leases::createsNothing),
                Check.required(
                        "lost-claim-ends-command",
                        "rule 8",
                        "When the claim is gone the command is ended, also one that does not heed TERM, with its children.",
                        Leases::endsCommand),
                Check.required(
                        "lost-claim-says-nothing",
                        "rule 8",
                        "When the claim is gone no result is published, and the next packet is done.",
                        Leases::saysNothing));
    }

    private static void beats(Bench bench) throws IOException, InterruptedException {
        Packet packet = bench.queue(Job.of("long", until(bench.note("go"))));
        bench.start();
        Path claim = bench.claim(packet);
        bench.await("the claim " + bench.name(claim), bench.patience(), () -> Files.exists(claim));
        watch(bench, claim, WATCHED);
        Files.createFile(bench.note("go"));
        bench.awaitResult(packet);
    }

    /**
     * Sees that the claim is touched often enough, as the daemon does: where the look itself was held up, nobody was
     * silent. With each look a file is touched here too, so that a disk that holds up the agent holds up the look.
     */
    static void watch(Bench bench, Path claim, Duration watched) throws IOException, InterruptedException {
        Path own = Files.createFile(bench.note("touched"));
        var lease = new dev.drover.bus.Leases(LONGEST_SILENCE, HELD_UP.dividedBy(2));
        long begin = System.nanoTime();
        for (long now = begin; now - begin < watched.toNanos(); now = System.nanoTime()) {
            Files.setLastModifiedTime(own, FileTime.from(now, TimeUnit.NANOSECONDS));
            FileTime last = time(bench, claim);
            NotKept.unless(
                    lease.look(System.nanoTime(), Map.of(claim, last)).isEmpty(),
                    bench.name(claim) + " was not touched for " + LONGEST_SILENCE.toMillis() / 1000.0
                            + " s; its time stood at " + last);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static FileTime time(Bench bench, Path claim) throws IOException {
        try {
            return Files.getLastModifiedTime(claim);
        } catch (NoSuchFileException e) {
            throw new NotKept(bench.name(claim) + " was removed while it was still needed");
        }
    }

    private static void createsNothing(Bench bench) throws IOException, InterruptedException {
        Packet packet = begin(bench, stubborn(bench.note("pids")));
        Path claim = bench.claim(packet);
        Files.delete(claim);
        NotKept.unless(
                !bench.holdsWithin(LONGEST_SILENCE, () -> Files.exists(claim)),
                bench.name(claim) + " was removed, and within " + LONGEST_SILENCE.toMillis() / 1000.0
                        + " s it was there again");
    }

    private static void endsCommand(Bench bench) throws IOException, InterruptedException {
        Packet packet = begin(bench, stubborn(bench.note("pids")));
        Files.delete(bench.claim(packet));
        if (!bench.holdsWithin(NOTICED_WITHIN, () -> running(bench.note("pids")).isEmpty())) {
            throw new NotKept(bench.name(bench.claim(packet)) + " was removed, and " + NOTICED_WITHIN.toSeconds()
                    + " s later processes of its command still ran: " + running(bench.note("pids")));
        }
    }

    private static void saysNothing(Bench bench) throws IOException, InterruptedException {
        Path began = bench.note("began");
        // It ends by itself too, so that an agent that only fails to end it is not blamed twice.
        Packet packet = bench.queue(Job.of("doomed", "echo >" + Commands.quoted(began) + "; sleep 9"));
        bench.start();
        bench.await("the command to begin", bench.patience(), () -> Files.exists(began));
        Files.delete(bench.claim(packet));
        bench.awaitResult(bench.queue(Job.of("next", "true")), bench.patience().plusSeconds(10));
        NotKept.unless(
                !Files.exists(bench.result(packet)),
                bench.name(bench.claim(packet)) + " was removed, and " + bench.name(bench.result(packet))
                        + " was published all the same");
    }

    private static Packet begin(Bench bench, String command) throws IOException, InterruptedException {
        Packet packet = bench.queue(Job.of("doomed", command));
        bench.start();
        bench.await("the command to begin", bench.patience(), () -> Files.exists(bench.note("pids")));
        return packet;
    }
}
