package dev.drover.conformance;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.message.MessageReader;
import dev.drover.message.Packet;
import dev.drover.message.Reading;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A home for one check, in which the suite plays the daemon. Closing it ends everything that was started in it. */
final class Bench implements AutoCloseable {
    /** For what commands and file systems still do when the agent has ended. */
    private static final Duration SETTLES = Duration.ofSeconds(1);

    private static final int MAX_RESULT_BYTES = 4 << 20;
    private static final Duration POLL = Duration.ofMillis(2);

    private final Home home;
    private final Path notes;
    private final Subject subject;
    private final Duration patience;
    private final FileQueue queue;
    private final List<StartedAgent> agents = new ArrayList<>();

    private Bench(Home home, Path notes, Subject subject, Duration patience) {
        this.home = home;
        this.notes = notes;
        this.subject = subject;
        this.patience = patience;
        this.queue = new FileQueue(home);
    }

    static Bench open(Path folder, Subject subject, Duration patience) throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Home home = new Home(folder.resolve("home").toRealPath());
        home.createFolders();
        Path notes = Files.createDirectories(folder.resolve("notes")).toRealPath();
        Bench bench = new Bench(home, notes, subject, patience);
        bench.queue.open(subject.agentType());
        return bench;
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    /** How long is waited for what an agent does as soon as it can. */
    Duration patience() {
        return patience;
    }

    Home home() {
        return home;
    }

    StartedAgent start() throws IOException {
        StartedAgent agent = StartedAgent.start(home, id(agents.size() + 1), subject);
        agents.add(agent);
        return agent;
    }

    /** The id of the first, second … agent that is started here. */
    String id(int number) {
        return subject.agentType() + "-conformance" + number;
    }

    Packet packet(Job job) {
        return job.packet(subject.agentType());
    }

    Packet queue(Job job) throws IOException {
        Packet packet = packet(job);
        queue.publish(packet);
        return packet;
    }

    /** Makes a packet that waits look as if it waited for longer. */
    void age(Packet packet, Duration by) throws IOException {
        Path file = queued(packet);
        long millis = Files.getLastModifiedTime(file).toMillis() - by.toMillis();
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    Path queued(Packet packet) {
        return home.queue(packet.agentType(), packet.priority()).resolve(packet.fileName());
    }

    /** The claim as the first agent holds it. */
    Path claim(Packet packet) {
        return home.claimed(id(1)).resolve(packet.fileName());
    }

    Path group(Packet packet) {
        return home.claimed(id(1)).resolve(new AttemptFile(packet.packetId(), packet.attempt()).groupFileName());
    }

    Path result(Packet packet) {
        return home.results().resolve(packet.fileName());
    }

    Path attemptFolder(Packet packet) {
        return home.root().resolve(packet.taskFolder());
    }

    /** A file outside the home that commands write and the suite reads. */
    Path note(String name) {
        return notes.resolve(name);
    }

    String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new NotKept(name(file) + " is not there; " + describe());
        }
    }

    String name(Path file) {
        return home.name(file);
    }

    JsonNode awaitResult(Packet packet) throws IOException, InterruptedException {
        return awaitResult(packet, patience);
    }

    /** Waits until there is a readable result, whatever it says. */
    JsonNode awaitResult(Packet packet, Duration within) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        await("the result " + name(result(packet)) + " to be there and readable", within, () -> {
            if (MessageReader.read(resultBytes(packet)) instanceof Reading.Complete complete) {
                found.add(complete.tree());
            }
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /** What lies under the name of the result; nothing when there is no file of a size that a daemon reads. */
    byte[] resultBytes(Packet packet) throws IOException {
        try {
            return SmallFile.read(result(packet), MAX_RESULT_BYTES).orElse(new byte[0]);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    void awaitStatus(Packet packet, String status) throws IOException, InterruptedException {
        JsonNode result = awaitResult(packet);
        String said = result.path("status").asString("");
        NotKept.unless(
                said.equals(status),
                name(result(packet)) + " says the status " + said + " ("
                        + result.path("summary").asString("") + "), not " + status);
    }

    /** Waits; not much longer than an agent runs. */
    void await(String what, Duration within, Condition condition) throws IOException, InterruptedException {
        boolean held = holdsWithin(within, () -> condition.holds() || nobodyRuns());
        if (!(held && (condition.holds() || holdsWithin(SETTLES, condition)))) {
            throw new NotKept(
                    "waited" + (held ? "" : " " + within.toSeconds() + " s") + " for " + what + "; " + describe());
        }
    }

    private boolean nobodyRuns() {
        return !agents.isEmpty() && agents.stream().noneMatch(StartedAgent::isAlive);
    }

    /** Whether it came to hold in that time. */
    boolean holdsWithin(Duration within, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > within.toNanos()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
        return true;
    }

    /** What lies where, and how the agents stand. */
    private String describe() throws IOException {
        List<String> files = new ArrayList<>();
        for (Path folder : List.of(home.queue(), home.claimed(), home.results())) {
            try (var all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).limit(8).map(this::name).forEach(files::add);
            } catch (java.io.UncheckedIOException e) {
                files.add("(changes in " + name(folder) + ")");
            }
        }
        String who = agents.stream().map(StartedAgent::describe).collect(Collectors.joining("; "));
        return "there are " + (files.isEmpty() ? "no files" : String.join(", ", files)) + "; " + who;
    }

    /** The packets that agents hold. */
    List<Path> claims() throws IOException {
        List<Path> claims = new ArrayList<>();
        for (Path folder : Folders.list(home.claimed())) {
            Folders.list(folder).stream()
                    .filter(file -> AttemptFile.of(file).isPresent())
                    .forEach(claims::add);
        }
        return claims;
    }

    @Override
    public void close() {
        // Every command inherits it from its agent, also one that left the agent's session.
        ProcessTree.endMarked(home.root(), "DROVER_HOME=" + home.root());
    }
}
