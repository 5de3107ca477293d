package dev.drover.agent;

import dev.drover.process.Umask;
import java.time.Clock;
import java.time.Duration;

/** The entry point of a worker process. Ends with 0 when it was told to stop or had nothing to do for long enough. */
public final class AgentMain {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private AgentMain() {}

    public static void main(String[] args) throws Exception {
        Umask.restrict();
        try (AgentRun agent = AgentRun.of(System.getenv(), System.getProperties(), Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent), "stop"));
            agent.run();
        }
    }

    /** SIGTERM: finish soon or hand back, then exit. */
    private static void stop(AgentRun agent) {
        try {
            if (!agent.stop(STOP_WITHIN)) {
                System.err.println("the work under way did not end within " + STOP_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
