package dev.drover.conformance;

import dev.drover.message.Messages;
import dev.drover.message.Packet;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is published, and how: rules 1, 12 and 13. */
final class Results {
    private static final int MANY = 15;

    private Results() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "result-atomic",
                        "rule 1",
                        "A result has its name only when it is whole, and is not written to afterwards.",
                        Results::atomic),
                Check.required(
                        "result-schema",
                        "packet result",
                        "The results of a good and of a failed command are valid against the schema.",
                        Results::schema),
                Check.required(
                        "result-names",
                        "rule 12",
                        "A result names the packet, the attempt, the task, the request and its sender as they are.",
                        Results::names),
                Check.required(
                        "result-first",
                        "rule 13",
                        "The claim is removed, and only after the result was published.",
                        Results::first),
                Check.required(
                        "result-completed",
                        "messages",
                        "A command that ends with exit code 0 is completed.",
                        bench -> status(bench, "exit 0", "completed")),
                Check.required(
                        "result-failed",
                        "messages",
                        "A command that ends with another exit code, or by a signal, has failed.",
                        bench -> {
                            status(bench, "exit 3", "failed");
                            bench.awaitStatus(bench.queue(Job.of("killed", "kill -9 $$")), "failed");
                        }));
    }

    private static void atomic(Bench bench) throws IOException, InterruptedException {
        try (ResultWatch watch = ResultWatch.start(bench.home().results())) {
            bench.start();
            for (Packet packet : many(bench)) {
                bench.awaitResult(packet);
            }
            List<String> faults = watch.faults();
            NotKept.unless(faults.isEmpty(), "in bus/outbox/packets " + String.join("; ", faults));
        }
    }

    private static void schema(Bench bench) throws IOException, InterruptedException {
        Packet good = bench.queue(Job.of("good", "echo 'said \"this\" \\ and that'; exit 0"));
        Packet bad = bench.queue(Job.of("bad", "echo oh >&2; exit 7"));
        bench.start();
        for (Packet packet : List.of(good, bad)) {
            bench.awaitResult(packet);
            Path file = bench.result(packet);
            Parsed<PacketResult> parsed = Messages.result(bench.resultBytes(packet));
            switch (parsed) {
                case Parsed.Valid<PacketResult> valid -> {}
                case Parsed.Invalid<PacketResult> invalid ->
                    throw new NotKept(bench.name(file) + ": "
                            + invalid.violations().getFirst().message());
                case Parsed.Incomplete<PacketResult> incomplete ->
                    throw new NotKept(bench.name(file) + ": " + incomplete.reason());
            }
        }
    }

    private static void names(Bench bench) throws IOException, InterruptedException {
        Packet packet = bench.queue(Job.of("third", "true").attempt(3));
        bench.start();
        JsonNode result = bench.awaitResult(packet);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("packet_id", packet.packetId());
        expected.put("attempt", "3");
        expected.put("task_id", packet.taskId());
        expected.put("request_id", packet.requestId());
        expected.put("agent_id", bench.id(1));
        expected.put("agent_type", packet.agentType());
        List<String> wrong = new ArrayList<>();
        expected.forEach((name, value) -> {
            String said = result.path(name).asString("");
            if (!said.equals(value)) {
                wrong.add(name + " is '" + said + "', not '" + value + "'");
            }
        });
        NotKept.unless(wrong.isEmpty(), bench.name(bench.result(packet)) + ": " + String.join("; ", wrong));
    }

    /** Looks as fast as it can, many times: the moment between the two is short. */
    private static void first(Bench bench) throws IOException, InterruptedException {
        bench.start();
        for (Packet packet : many(bench)) {
            Path claim = bench.claim(packet);
            Path result = bench.result(packet);
            bench.await(
                    "the claim " + bench.name(claim) + " or a result",
                    bench.patience(),
                    () -> Files.exists(claim) || Files.exists(result));
            long begin = System.nanoTime();
            while (Files.exists(claim)) {
                NotKept.unless(
                        System.nanoTime() - begin < bench.patience().toNanos(),
                        bench.name(claim) + " is still there "
                                + bench.patience().toSeconds() + " s after it was claimed, and the" + " result is "
                                + (Files.exists(result) ? "" : "not ") + "published");
                Thread.onSpinWait();
            }
            NotKept.unless(
                    Files.exists(result),
                    bench.name(claim) + " was gone when " + bench.name(result) + " was not there yet");
        }
    }

    private static List<Packet> many(Bench bench) throws IOException {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            packets.add(bench.queue(Job.of("many" + i, "sleep 0.05")));
        }
        return packets;
    }

    private static void status(Bench bench, String command, String status) throws IOException, InterruptedException {
        Packet packet = bench.queue(Job.of("only", command));
        bench.start();
        bench.awaitStatus(packet, status);
    }
}
