package dev.drover.cli.bench;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.Removal;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.RequestResult;
import dev.drover.message.RequestStatus;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A home for measuring, with its daemon. It is gone without a trace once it is closed, which any thread may do. */
final class BenchHome implements AutoCloseable {
    static final String AGENT_TYPE = "testing";
    private static final Duration COMMAND = Duration.ofSeconds(90);
    private static final Duration RESULT = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Path folder;
    private final Home home;
    private int dropped;
    private boolean closed;

    private BenchHome(Path folder, Home home) {
        this.folder = folder;
        this.home = home;
    }

    /** Makes one in a new folder below {@code parent}. */
    static BenchHome create(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "home-").toRealPath();
        try {
            Program.run(folder, COMMAND, "init", folder.resolve("home").toString());
        } catch (IOException | RuntimeException e) {
            Removal.removeAll(folder);
            throw e;
        }
        return new BenchHome(folder, new Home(folder.resolve("home")));
    }

    /** Starts the daemon as a user does. */
    synchronized DaemonFile up() throws IOException {
        if (closed) {
            throw new DroverException("the measurement was ended");
        }
        Program.run(folder, COMMAND, "up", "--detach", "--home", root());
        return daemon();
    }

    synchronized void down() throws IOException {
        Program.run(folder, COMMAND, "down", "--home", root());
    }

    DaemonFile daemon() {
        return DaemonFile.running(home)
                .orElseThrow(() -> new DroverException("the daemon of the measurement does not run; see " + log()));
    }

    /** The agents that live. */
    List<AgentIdentity> agents() throws IOException {
        List<AgentIdentity> agents = new ArrayList<>();
        for (Path agent : Folders.list(home.claimed())) {
            AgentIdentity.read(agent).filter(a -> a.process().isAlive()).ifPresent(agents::add);
        }
        return agents;
    }

    Path log() {
        return home.logs().resolve("daemon.log");
    }

    Path journal() {
        return home.journal();
    }

    /** A request that was dropped, and the moment just before it became visible. */
    record Dropped(String id, Instant at) {}

    /** Drops a request in one rename; its bytes are not synced, which is the dropper's own affair. */
    Dropped drop(Shape shape, Priority lane) throws IOException {
        String id = "bench-" + ++dropped;
        Path hidden = home.lane(lane).resolve("." + id);
        Files.write(hidden, Json.bytes(shape.request(id, AGENT_TYPE)));
        Instant at = CLOCK.instant();
        Files.move(hidden, home.lane(lane).resolve(id + ".json"), StandardCopyOption.ATOMIC_MOVE);
        return new Dropped(id, at);
    }

    /** Waits until the result is visible, and checks that the work was done. */
    RequestResult await(Dropped request) throws IOException, InterruptedException {
        Path file = home.outbox().resolve(request.id() + ".json");
        Waiting.until(() -> Files.exists(file), RESULT, Waiting.OFTEN, "result of a request", log());
        return completed(Json.read(Files.readAllBytes(file), RequestResult.class));
    }

    private static RequestResult completed(RequestResult result) {
        if (result.status() != RequestStatus.COMPLETED) {
            throw new DroverException("request " + result.requestId() + " did not complete, so its time says nothing: "
                    + result.summary());
        }
        return result;
    }

    /** What the agent reported of the first task; its start is the moment just after the claim. */
    PacketResult firstTask(RequestResult result) throws IOException, InterruptedException {
        Path file = home.root()
                .resolve(result.tasks().getFirst().result().orElseThrow(() -> new DroverException("no task result")));
        Waiting.until(() -> Files.exists(file), RESULT, Waiting.OFTEN, "result of a task", log());
        return Json.read(Files.readAllBytes(file), PacketResult.class);
    }

    /** How many requests have a result. */
    int results() throws IOException {
        return (int)
                Folders.list(home.outbox()).stream().filter(Folders::isMessage).count();
    }

    /** Says something to the daemon, and returns when it has heard. */
    void control(String what) throws IOException, InterruptedException {
        Path file = home.control().resolve("bench.json");
        Path hidden = file.resolveSibling(".bench");
        Files.write(hidden, Json.bytes(Map.of("control", what)));
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
        Waiting.until(() -> !Files.exists(file), RESULT, Waiting.OFTEN, "answer to " + what, log());
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            down();
        } catch (DroverException e) {
            System.err.println("drover: " + e.getMessage() + "; its processes are killed");
            for (AgentIdentity agent : agents()) {
                ProcessTree.end(agent.process(), Duration.ZERO);
            }
            DaemonFile.running(home).ifPresent(d -> ProcessTree.end(d.process(), Duration.ZERO));
        } finally {
            Removal.removeAll(folder);
        }
    }

    private String root() {
        return home.root().toString();
    }
}
