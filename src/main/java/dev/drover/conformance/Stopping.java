package dev.drover.conformance;

import static dev.drover.conformance.Commands.endless;
import static dev.drover.conformance.Commands.running;

import dev.drover.message.Packet;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What an agent does on SIGTERM: rule 13. */
final class Stopping {
    private static final Duration IDLE_ENDS_WITHIN = Duration.ofSeconds(5);

    private Stopping() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "stop-idle",
                        "rule 13",
                        "On SIGTERM, with nothing to do, the agent ends within 5 seconds.",
                        Stopping::idle),
                Check.required(
                        "stop-hands-back",
                        "rule 13",
                        "On SIGTERM the agent ends its command, publishes released, claims nothing more, and ends.",
                        Stopping::handsBack),
                Check.recommended(
                        "stop-tidies",
                        "files of an agent",
                        "An agent that ends removes its folder in bus/claimed.",
                        Stopping::tidies));
    }

    private static void idle(Bench bench) throws IOException, InterruptedException {
        StartedAgent agent = askIdle(bench);
        NotKept.unless(
                agent.awaitEnd(IDLE_ENDS_WITHIN),
                "it still ran " + IDLE_ENDS_WITHIN.toSeconds() + " s after SIGTERM; " + agent.describe());
    }

    private static void tidies(Bench bench) throws IOException, InterruptedException {
        StartedAgent agent = askIdle(bench);
        if (!agent.awaitEnd(bench.patience())) {
            throw new Skipped("it did not end");
        }
        Path folder = bench.home().claimed(agent.id());
        NotKept.unless(!Files.exists(folder), bench.name(folder) + " is still there");
    }

    /** Lets an agent do one packet and then asks it to end. */
    private static StartedAgent askIdle(Bench bench) throws IOException, InterruptedException {
        StartedAgent agent = bench.start();
        bench.awaitResult(bench.queue(Job.of("first", "true")));
        bench.await("the agent to hold no claim", bench.patience(), () -> bench.claims()
                .isEmpty());
        agent.askToEnd();
        return agent;
    }

    private static void handsBack(Bench bench) throws IOException, InterruptedException {
        Path pids = bench.note("pids");
        Packet packet = bench.queue(Job.of("long", endless(pids)));
        StartedAgent agent = bench.start();
        bench.await("the command to begin", bench.patience(), () -> Files.exists(pids));
        Packet next = bench.queue(Job.of("next", "true").in(Priority.LOW));
        agent.askToEnd();
        NotKept.unless(
                agent.awaitEnd(bench.patience()),
                "it still ran " + bench.patience().toSeconds() + " s after SIGTERM; " + agent.describe());
        NotKept.unless(
                Files.exists(bench.result(packet)), "it ended without publishing " + bench.name(bench.result(packet)));
        bench.awaitStatus(packet, "released");
        NotKept.unless(
                !Files.exists(bench.claim(packet)), "it ended and left its claim " + bench.name(bench.claim(packet)));
        // What was killed may take a moment to be gone.
        boolean gone =
                bench.holdsWithin(Duration.ofSeconds(2), () -> running(pids).isEmpty());
        NotKept.unless(gone, "it ended and left processes of its command: " + running(pids));
        NotKept.unless(
                Files.exists(bench.queued(next)), "after SIGTERM it still took " + bench.name(bench.queued(next)));
    }
}
