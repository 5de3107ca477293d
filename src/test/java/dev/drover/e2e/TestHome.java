package dev.drover.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.daemon.Daemon;
import dev.drover.message.Json;
import dev.drover.message.Priority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A home in a temporary folder with settings that do not keep a test waiting, and a daemon on it. Closing it ends the
 * daemon and its agents, and fails when anything is left running that was started for this home.
 */
final class TestHome implements AutoCloseable {
    /** Long enough for a machine that is busy with other things. */
    static final Duration DEADLINE = Duration.ofSeconds(60);

    /** So that no two names are the same, whoever asks, and later ones are greater. */
    private static final AtomicLong LAST = new AtomicLong();

    private final Home home;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private Optional<Daemon> daemon = Optional.empty();
    private Optional<RealDaemon> process = Optional.empty();
    private boolean elsewhere;

    private TestHome(Home home) {
        this.home = home;
        environment.put("DROVER_HOME", home.root().toString());
        with("DROVER_BUS_SETTLE_SECONDS", "0.2");
        with("DROVER_BUS_RESCAN_SECONDS", "0.5");
        with("DROVER_BUS_HEARTBEAT_SECONDS", "0.2");
        with("DROVER_BUS_LEASE_SECONDS", "20");
        with("DROVER_RETRY_BACKOFF_SECONDS", "0.1");
        with("AGENT_HEALTH_CHECK_INTERVAL", "1");
    }

    /** Makes a home as {@code drover init} does, without a process for it. */
    static TestHome in(Path folder) throws IOException {
        Home home = new Home(Files.createDirectories(folder.resolve("home")).toRealPath());
        home.createFolders();
        for (String name : new String(resource("/seed/index.txt"), StandardCharsets.UTF_8).split("\n")) {
            Path target = home.root().resolve(name);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.write(target, resource("/seed/" + name));
        }
        return new TestHome(home);
    }

    /** A copy of a home as it is now, on which nothing runs yet. What goes away while it is copied is not in it. */
    static TestHome copyOf(TestHome other, Path target) throws IOException, InterruptedException {
        Processes.runLetting(
                "No such file or directory", "cp", "-a", other.root().toString(), target.toString());
        return new TestHome(new Home(target.toRealPath()));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TestHome.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    /** Sets a setting by its environment variable, for daemons that are started from now on. */
    TestHome with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts a daemon in this JVM. */
    TestHome start() throws IOException {
        daemon = Optional.of(Daemon.start(home, environment, "test"));
        return this;
    }

    /** Stops the daemon in this JVM; agents work on. */
    void stopDaemon() throws IOException {
        daemon.orElseThrow().close();
        daemon = Optional.empty();
    }

    /** Starts a daemon as a process of its own, and waits until it watches. */
    RealDaemon startProcess(String... prefix) throws IOException {
        RealDaemon started = RealDaemon.start(home, environment, prefix);
        process = Optional.of(started);
        return started;
    }

    /** A daemon runs that was started by other means; it is ended with the rest. */
    void startedElsewhere() {
        elsewhere = true;
    }

    Map<String, String> environment() {
        return environment;
    }

    Home home() {
        return home;
    }

    Path root() {
        return home.root();
    }

    Path drop(String name, String json) throws IOException {
        return drop(Priority.NORMAL, name, json);
    }

    /** Drops a request as the protocol wants it: under another name, then renamed. */
    Path drop(Priority lane, String name, String json) throws IOException {
        return put(home.lane(lane), name, json.getBytes(StandardCharsets.UTF_8));
    }

    Path control(String text) throws IOException {
        String name = "control-" + number() + ".json";
        return put(home.control(), name, ("{\"control\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static long number() {
        return LAST.updateAndGet(last -> Math.max(last + 1, System.nanoTime()));
    }

    static Path put(Path folder, String name, byte[] content) throws IOException {
        Path temporary = folder.resolve(".dropping-" + number());
        Files.write(temporary, content);
        return Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits for the final result of a request. */
    JsonNode result(String requestId) {
        Path file = home.outbox().resolve(requestId + ".json");
        until("the result of " + requestId, () -> Files.exists(file));
        return read(file);
    }

    /** The result, which must be this one. */
    JsonNode ends(String requestId, String status) {
        JsonNode result = result(requestId);
        assertEquals(status, result.path("status").asString(), result::toPrettyString);
        return result;
    }

    boolean hasResult(String requestId) {
        return Files.exists(home.outbox().resolve(requestId + ".json"));
    }

    /** Waits for a dead letter of that name and returns its reason. */
    JsonNode deadLetter(String name) {
        Path file = home.deadLetter().resolve(name);
        Path reason = file.resolveSibling(file.getFileName() + ".reason.json");
        until("dead letter " + name, () -> Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.exists(reason));
        return read(reason);
    }

    /** The whole events of the journal so far; a last line that is not written out yet is left away. */
    List<JsonNode> journal() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        String text = Files.exists(home.journal()) ? Files.readString(home.journal()) : "";
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            if (!line.isEmpty()) {
                events.add(Json.tree(line));
            }
        }
        return events;
    }

    List<JsonNode> journal(String event) throws IOException {
        return journal().stream()
                .filter(line -> line.path("event").asString().equals(event))
                .toList();
    }

    /** Waits for an event of that kind of which that is true. */
    JsonNode event(String event, Predicate<JsonNode> isIt) {
        until("event " + event, () -> journal(event).stream().anyMatch(isIt));
        try {
            return journal(event).stream().filter(isIt).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The chain of the journal verifies from its first line to its last. */
    ChainReader.Summary verifyJournal() throws IOException {
        return ChainReader.read(home.journal(), line -> {});
    }

    static JsonNode read(Path file) {
        try {
            return Json.tree(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void until(String what, Callable<Boolean> condition) {
        until(what, DEADLINE, condition);
    }

    static void until(String what, Duration atMost, Callable<Boolean> condition) {
        await(what).atMost(atMost).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    /** What runs for this home, this JVM apart. */
    List<Long> running() throws IOException {
        return Processes.with("DROVER_HOME=" + home.root());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isPresent()) {
            process.get().down();
        }
        if (elsewhere) {
            RealDaemon.run(environment, "down", "--home", home.root().toString());
        }
        if (daemon.isPresent()) {
            daemon.get().stopAgents();
            daemon.get().close();
        }
        List<Long> left = running();
        List<String> described = left.stream().map(Processes::describe).toList();
        for (long pid : left) {
            Processes.signal("KILL", pid);
        }
        assertEquals(List.of(), described, "processes that were left running");
    }
}
