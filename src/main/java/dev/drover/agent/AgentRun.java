package dev.drover.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One agent from its first look at the queue to its end. One thread runs it; any other may stop it. */
public final class AgentRun implements AutoCloseable {
    private final AgentLog log;
    private final Worker worker;
    private final CountDownLatch ended = new CountDownLatch(1);

    private AgentRun(AgentLog log, Worker worker) {
        this.log = log;
        this.worker = worker;
    }

    /**
     * An agent that is what the variables of the protocol say.
     *
     * @param environment has {@code DROVER_HOME, DROVER_AGENT_ID} and {@code DROVER_AGENT_TYPE}
     * @param properties say how it works; see the names that begin with {@code drover.agent.}
     */
    public static AgentRun of(Map<String, String> environment, Properties properties, InstantSource clock)
            throws IOException {
        AgentOptions options = AgentOptions.of(environment, properties);
        var log = new AgentLog(options.home(), options.agentType(), options.agentId(), clock);
        return new AgentRun(log, new Worker(options, clock, log));
    }

    /** Works until it was stopped or has been idle for long enough. */
    public void run() throws IOException, InterruptedException {
        try {
            worker.run();
        } finally {
            ended.countDown();
        }
    }

    /**
     * Asks it to finish soon or hand back, and waits for that.
     *
     * @return whether it has ended
     */
    public boolean stop(Duration within) throws InterruptedException {
        worker.stop();
        return ended.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
