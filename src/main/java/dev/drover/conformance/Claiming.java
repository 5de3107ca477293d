package dev.drover.conformance;

import static dev.drover.conformance.Commands.quoted;
import static dev.drover.conformance.Commands.until;

import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How packets are taken: rules 7 and 10. */
final class Claiming {
    private static final int RACED_FOR = 60;
    private static final Duration WAITED = Duration.ofHours(1);

    private Claiming() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "claim-rename",
                        "rule 7",
                        "The claim is the file from the queue itself, renamed under the same name.",
                        Claiming::rename),
                Check.required(
                        "claim-race",
                        "rule 7",
                        "Of two agents that race for " + RACED_FOR + " packets, exactly one runs each.",
                        Claiming::race),
                Check.required(
                        "claim-touch",
                        "rule 7",
                        "The claim is touched before the command runs, since a rename keeps the old time.",
                        Claiming::touch),
                Check.required(
                        "foreign-names",
                        "rule 1",
                        "Names that begin with a dot, and names that no packet has, are left alone.",
                        Claiming::foreign),
                Check.required(
                        "found-claim",
                        "rule 10",
                        "A claim that lies in the agent's folder when it starts is never run.",
                        Claiming::found));
    }

    private static void rename(Bench bench) throws IOException, InterruptedException {
        Packet packet = bench.queue(Job.of("held", until(bench.note("go"))));
        // A second name, so that no copy can be given the number of the file that it replaces.
        Path kept = Files.createLink(bench.note("kept"), bench.queued(packet));
        bench.start();
        Path claim = bench.claim(packet);
        bench.await("the claim " + bench.name(claim), bench.patience(), () -> Files.exists(claim));
        NotKept.unless(
                Files.isSameFile(kept, claim),
                bench.name(claim) + " is another file than the one that was queued, so it was copied and not renamed");
        Files.createFile(bench.note("go"));
        bench.awaitResult(packet);
    }

    private static void race(Bench bench) throws IOException, InterruptedException {
        bench.start();
        bench.start();
        for (int i = 1; i <= 2; i++) {
            Path folder = bench.home().claimed(bench.id(i));
            bench.await(
                    bench.name(folder) + "/agent.json",
                    bench.patience(),
                    () -> Files.exists(folder.resolve("agent.json")));
        }
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < RACED_FOR; i++) {
            String task = "race" + i;
            packets.add(bench.queue(Job.of(task, "echo \"$DROVER_AGENT_ID\" >>" + quoted(bench.note(task)))));
        }
        for (Packet packet : packets) {
            bench.awaitResult(packet, bench.patience().multipliedBy(3));
        }
        bench.await("both agents to hold no claim", bench.patience(), () -> bench.claims()
                .isEmpty());
        for (Packet packet : packets) {
            List<String> ran = Files.readAllLines(bench.note(packet.taskId()));
            NotKept.unless(ran.size() == 1, packet.fileName() + " was run " + ran.size() + " times, by " + ran);
        }
    }

    private static void touch(Bench bench) throws IOException, InterruptedException {
        Path seen = bench.note("mtime");
        Packet packet = bench.packet(Job.of("aged", "true"));
        packet = bench.queue(Job.of("aged", "stat -c %Y " + quoted(bench.claim(packet)) + " >" + quoted(seen)));
        long queued = Files.getLastModifiedTime(bench.queued(packet)).toMillis() / 1000;
        bench.age(packet, WAITED);
        bench.start();
        bench.awaitResult(packet);
        long claimed = Long.parseLong(bench.read(seen));
        NotKept.unless(
                claimed >= queued - 1,
                bench.name(bench.claim(packet)) + " was modified " + (queued - claimed)
                        + " s before the agent was started, by its time when the command began");
    }

    private static void foreign(Bench bench) throws IOException, InterruptedException {
        Packet real = bench.queue(Job.of("real", "true"));
        Path folder = Objects.requireNonNull(bench.queued(real).getParent());
        List<Path> foreign = List.of(
                folder.resolve("." + bench.packet(Job.of("hidden", "true")).fileName()),
                folder.resolve("notes.txt"),
                folder.resolve("without-attempt.json"),
                folder.resolve("real-0123456789abcdef.1.json.tmp"));
        for (Path file : foreign) {
            Files.copy(bench.queued(real), file);
        }
        bench.age(real, Duration.ofHours(-1));
        bench.start();
        bench.awaitResult(real);
        for (Path file : foreign) {
            NotKept.unless(Files.exists(file), bench.name(file) + " was taken from the queue");
        }
    }

    private static void found(Bench bench) throws IOException, InterruptedException {
        Packet old = bench.packet(Job.of("old", "echo ran >>" + quoted(bench.note("old"))));
        bench.queue(Job.of("old", "echo ran >>" + quoted(bench.note("old"))));
        Files.createDirectories(bench.home().claimed(bench.id(1)));
        try {
            Files.move(bench.queued(old), bench.claim(old));
        } catch (NoSuchFileException e) {
            throw new NotKept("something else takes packets here: " + e.getMessage());
        }
        bench.start();
        bench.awaitResult(bench.queue(Job.of("new", "true")));
        NotKept.unless(!Files.exists(bench.note("old")), "the command of " + bench.name(bench.claim(old)) + " was run");
        NotKept.unless(!Files.exists(bench.result(old)), bench.name(bench.result(old)) + " was published");
    }
}
