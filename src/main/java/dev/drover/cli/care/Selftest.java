package dev.drover.cli.care;

import static dev.drover.cli.care.Checklist.require;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.cli.home.Conversation;
import dev.drover.cli.home.DaemonProcess;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Backend;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.DroverException;
import dev.drover.message.Evidence;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.RequestResult;
import dev.drover.message.RequestStatus;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends one request of two tasks through a home, and looks at everything that it must leave behind. */
public final class Selftest {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final Home home;
    private final String requestId;
    private final Checklist checks;

    /**
     * Prepares it.
     *
     * @param requestId one that was never used
     */
    public Selftest(Home home, String requestId, PrintStream out) {
        this.home = home;
        this.requestId = requestId;
        this.checks = new Checklist(out);
    }

    /** Runs it, with a daemon of its own when none runs. Returns how many checks failed. */
    public int run() throws IOException, InterruptedException {
        boolean startsDaemon = DaemonFile.running(home).isEmpty();
        try {
            checks.need(
                    startsDaemon ? "a daemon starts" : "a daemon runs",
                    () -> DaemonProcess.start(home, System.err::println).pid());
            conversation();
        } catch (Checklist.Failed e) {
            return checks.failed();
        } finally {
            if (startsDaemon) {
                checks.expect("the daemon and its agents end", () -> DaemonProcess.stop(home, false));
            }
        }
        return checks.failed();
    }

    private void conversation() throws InterruptedException {
        String type = checks.need("there is a type of agent that the daemon starts", this::agentType);
        String said = "selftest says " + requestId;
        Conversation conversation = checks.need(
                "a request is dropped into the inbox",
                () -> Conversation.begin(home, Priority.HIGH, requestId, request(type, said)));
        RequestResult result =
                checks.need("an agent does it and the daemon answers", () -> conversation.await(WITHIN, event -> {}));
        checks.need("the request completed with both of its tasks", () -> completed(result));
        PacketResult first = checks.need(
                "the agent's result is kept",
                () -> Conversation.resultOf(home, result.tasks().getFirst()));
        checks.expect("the evidence names the hash of the output that was written", () -> evidence(first, said));
        checks.expect("the agent logged what it did", () -> agentLog(first));
        checks.expect("the journal verifies and holds the end of this request", () -> journal(result));
    }

    private String agentType() throws IOException {
        return AgentDefinitions.load(home.agentDefinitions()).definitions().stream()
                .filter(definition -> definition.backend() != Backend.EXTERNAL)
                .map(AgentDefinition::type)
                .findFirst()
                .orElseThrow(() -> new DroverException(home.agentDefinitions()
                        + " defines none; get the built-in ones back with: drover init " + home.root()));
    }

    private static Map<String, ?> request(String type, String said) {
        return Map.of(
                "tasks",
                List.of(
                        Map.of("task_id", "say", "agent_type", type, "action", "say", "run", "echo '" + said + "'"),
                        Map.of(
                                "task_id",
                                "after",
                                "agent_type",
                                type,
                                "action",
                                "follow",
                                "run",
                                "test -d \"$DROVER_ARTIFACTS\"",
                                "dependencies",
                                List.of("say"))));
    }

    private boolean completed(RequestResult result) {
        require(result.requestId().equals(requestId), "the answer is to " + result.requestId());
        require(
                result.status() == RequestStatus.COMPLETED
                        && result.completedTasks() == 2
                        && result.tasks().size() == 2,
                "it ended " + result.status().wire() + ": " + result.summary());
        return true;
    }

    private boolean evidence(PacketResult result, String said) throws IOException {
        require(!result.evidence().isEmpty(), "there is none");
        Evidence evidence = result.evidence().getFirst();
        require(evidence.exitCode() == 0, "the exit code is " + evidence.exitCode());
        Path log = home.root()
                .resolve(evidence.log().orElseThrow(() -> new DroverException("it does not name the output's log")));
        byte[] bytes = Files.readAllBytes(log);
        require(
                new String(bytes, StandardCharsets.UTF_8).strip().equals(said),
                log + " does not hold what the command wrote");
        require(
                evidence.outputSha256().filter(Sha256.of(bytes)::equals).isPresent(),
                "the hash of " + log + " is " + Sha256.of(bytes) + " and not " + evidence.outputSha256());
        return true;
    }

    private boolean agentLog(PacketResult result) throws IOException {
        Path log = home.agentLogs().resolve(result.agentType()).resolve(result.agentId() + ".jsonl");
        boolean found = Files.exists(log)
                && Files.readAllLines(log).stream().anyMatch(line -> line.contains(result.packetId()));
        require(found, log + " says nothing of the packet " + result.packetId());
        return true;
    }

    private boolean journal(RequestResult result) throws IOException {
        var found = new AtomicBoolean();
        ChainReader.read(home.journal(), line -> {
            if (line.seq() == result.audit().seq()) {
                found.set(line.hash().equals(result.audit().hash())
                        && line.text().contains("\"request_finished\"")
                        && line.text().contains(requestId));
            }
        });
        require(
                found.get(),
                "line " + result.audit().seq() + " of " + home.journal() + " is not the one that the result "
                        + "names");
        return true;
    }
}
