package dev.drover.agent;

import dev.drover.process.RunningCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point of a worker process. Ends with 0 when it was told to stop or had nothing to do for long enough. */
public final class AgentMain {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private AgentMain() {}

    public static void main(String[] args) throws Exception {
        AgentOptions options = AgentOptions.of(System.getenv(), System.getProperties());
        InstantSource clock = Clock.systemUTC();
        var ended = new CountDownLatch(1);
        try (AgentLog log = new AgentLog(options.home(), options.agentType(), options.agentId(), clock)) {
            Thread.ofPlatform().name("warm-up").daemon().start(RunningCommand::warmUp);
            var worker = new Worker(options, clock, log);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, ended), "stop"));
            worker.run();
        } finally {
            ended.countDown();
        }
    }

    /** SIGTERM: finish soon or hand back, then exit. */
    private static void stop(Worker worker, CountDownLatch ended) {
        worker.stop();
        try {
            if (!ended.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("the work under way did not end within " + STOP_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
