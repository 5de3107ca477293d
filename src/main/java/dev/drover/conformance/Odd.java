package dev.drover.conformance;

import static dev.drover.conformance.Commands.quoted;

import dev.drover.bus.DurableFiles;
import dev.drover.message.Messages;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What an agent does when things are not as they should be: packets that cannot be used, and a full disk. */
final class Odd {
    private static final Duration FULL_FOR = Duration.ofSeconds(8);

    private Odd() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "broken-packet",
                        "packet",
                        "A packet that is not JSON stops neither the agent nor the next packet.",
                        Odd::broken),
                Check.required(
                        "newer-protocol",
                        "messages",
                        "A packet of a higher protocol is not run, and the next one is.",
                        Odd::newer),
                Check.recommended(
                        "full-disk",
                        "rule 13",
                        "When the disk is full the claim and its heartbeat are kept, and the result comes later.",
                        Odd::full));
    }

    private static void broken(Bench bench) throws IOException, InterruptedException {
        List<String> contents = List.of("{\"protocol\":1,\"packet_id\":", "", "[]", "not JSON at all");
        for (int i = 0; i < contents.size(); i++) {
            Packet packet = bench.queue(Job.of("broken" + i, "true"));
            DurableFiles.publish(bench.queued(packet), contents.get(i).getBytes(StandardCharsets.UTF_8));
            bench.age(packet, Duration.ofHours(1));
        }
        next(bench);
    }

    private static void newer(Bench bench) throws IOException, InterruptedException {
        Path ran = bench.note("ran");
        Packet newer = bench.queue(Job.of("newer", "echo >" + quoted(ran)).protocol(Messages.PROTOCOL + 1));
        bench.age(newer, Duration.ofHours(1));
        next(bench);
        NotKept.unless(!Files.exists(ran), "the command of " + newer.fileName() + " was run, which says protocol 2");
    }

    private static void next(Bench bench) throws IOException, InterruptedException {
        Packet next = bench.queue(Job.of("next", "true"));
        StartedAgent agent = bench.start();
        bench.awaitResult(next);
        NotKept.unless(agent.isAlive(), "it ended; " + agent.describe());
    }

    private static void full(Bench bench) throws IOException, InterruptedException {
        try (FullDisk disk = FullDisk.mount(bench.home().results())) {
            Packet packet = bench.queue(Job.of("patient", "true"));
            bench.start();
            Path claim = bench.claim(packet);
            bench.await("the claim " + bench.name(claim), bench.patience(), () -> Files.exists(claim));
            Leases.watch(bench, claim, FULL_FOR);
            disk.free();
            bench.awaitResult(packet);
            bench.await("the claim to be removed", bench.patience(), () -> !Files.exists(claim));
        }
    }
}
