package dev.drover.conformance;

import dev.drover.bus.AgentEnvironment;
import dev.drover.bus.Home;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running instance of the program that is examined, started as the protocol says that Drover starts an agent. */
final class StartedAgent {
    private static final int TOLD = 600;

    private final String id;
    private final Process process;
    private final Path output;

    private StartedAgent(String id, Process process, Path output) {
        this.id = id;
        this.process = process;
        this.output = output;
    }

    static StartedAgent start(Home home, String id, Subject subject) throws IOException {
        Map<String, String> environment =
                AgentEnvironment.of(home, id, subject.agentType(), subject.environment(), List.of());
        Path output = home.agentLogs().resolve(subject.agentType()).resolve(id + ".out");
        Files.createDirectories(output.getParent());
        Process process = Launch.detached(subject.command(), environment, home.root(), output);
        return new StartedAgent(id, process, output);
    }

    String id() {
        return id;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. */
    void askToEnd() {
        process.destroy();
    }

    boolean awaitEnd(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it stands and what it said, for a person. */
    String describe() {
        String state = process.isAlive() ? "runs" : "ended with exit code " + process.exitValue();
        String said = tail();
        return "the agent " + id + " " + state + (said.isEmpty() ? "" : "; the end of what it printed: " + said);
    }

    private String tail() {
        try {
            byte[] all = Files.readAllBytes(output);
            int from = Math.max(0, all.length - TOLD);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
