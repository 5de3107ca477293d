package dev.drover.bus;

import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.Priority;
import dev.drover.message.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A home and the places in it. The one class that knows the folders' names. */
public record Home(Path root) {
    /** The file that makes a folder a home. */
    public static final String MARK = "council/drover.yaml";

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The home to use: the named one, else {@code DROVER_HOME}, else the nearest folder upwards that is one.
     *
     * @throws DroverException when there is none, saying how to make one
     */
    public static Home find(Optional<Path> named, Map<String, String> environment, Path start) {
        Optional<Path> given = named.or(() -> Optional.ofNullable(environment.get("DROVER_HOME"))
                .filter(s -> !s.isBlank())
                .map(Path::of));
        if (given.isPresent()) {
            return existing(given.get());
        }
        for (Path dir = start.toAbsolutePath().normalize(); dir != null; dir = dir.getParent()) {
            if (Files.isRegularFile(dir.resolve(MARK))) {
                return existing(dir);
            }
        }
        throw new DroverException("there is no Drover home at "
                + start.toAbsolutePath().normalize() + " or above it; make one with: drover init DIR, "
                + "or name one with --home DIR or DROVER_HOME");
    }

    private static Home existing(Path dir) {
        if (!Files.isRegularFile(dir.resolve(MARK))) {
            throw new DroverException(
                    dir + " is not a Drover home (it has no " + MARK + "); make it one with: drover " + "init " + dir);
        }
        try {
            return new Home(dir.toRealPath());
        } catch (IOException e) {
            throw new DroverException("the home " + dir + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Makes the folders that are missing, for their owner alone. */
    public void createFolders() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(
                control(),
                queue(),
                claimed(),
                results(),
                deadLetter(),
                intake(),
                takenBack(),
                takenControls(),
                keys(),
                agentLogs()));
        for (Priority lane : Priority.values()) {
            folders.add(lane(lane));
        }
        for (Path folder : folders) {
            HomeAccess.createFolder(folder);
        }
    }

    public Path inbox() {
        return root.resolve("bus/inbox");
    }

    public Path lane(Priority priority) {
        return inbox().resolve(priority.wire());
    }

    public Path control() {
        return root.resolve("bus/control");
    }

    public Path queue() {
        return root.resolve("bus/queue");
    }

    public Path queue(String agentType) {
        return queue().resolve(Ids.require("agent_type", agentType));
    }

    public Path queue(String agentType, Priority priority) {
        return queue(agentType).resolve(priority.wire());
    }

    public Path claimed() {
        return root.resolve("bus/claimed");
    }

    public Path claimed(String agentId) {
        return claimed().resolve(Ids.require("agent_id", agentId));
    }

    /** Where agents publish results. */
    public Path results() {
        return outbox().resolve("packets");
    }

    /** Where final results are published. */
    public Path outbox() {
        return root.resolve("bus/outbox");
    }

    /** The final result of a request, for its consumers. */
    public Path answer(String requestId) {
        return outbox().resolve(Ids.require("request_id", requestId) + ".json");
    }

    public Path deadLetter() {
        return root.resolve("bus/deadletter");
    }

    public Path runs() {
        return root.resolve("bus/runs");
    }

    public Path run(String requestId) {
        return root.resolve(RunFolder.of(requestId));
    }

    /** Where requests wait between the inbox and the journal. */
    public Path intake() {
        return runs().resolve(".intake");
    }

    /** Where claims lie that were renamed away from their agents, until the journal has it. */
    public Path takenBack() {
        return runs().resolve(".taken-back");
    }

    /** Where control messages lie between their folder and the journal. */
    public Path takenControls() {
        return runs().resolve(".control");
    }

    /** What agents must know of changes of files until they are whole; empty while none is under way. */
    public Path edits() {
        return root.resolve("bus/edits");
    }

    /** Room on the disk that running work gets when there is no other. */
    public Path reserve() {
        return root.resolve("bus/.reserve");
    }

    public Path council() {
        return root.resolve("council");
    }

    public Path settings() {
        return root.resolve(MARK);
    }

    public Path agentDefinitions() {
        return council().resolve("agents");
    }

    /** How coding CLIs are called. */
    public Path backends() {
        return council().resolve("backends");
    }

    public Path keys() {
        return council().resolve("keys");
    }

    /** Codewords that people gave and that no task has read yet. */
    public Path codewords() {
        return keys().resolve("codewords");
    }

    /** What the home knows: guides, contexts of workspaces, lessons. */
    public Path knowledge() {
        return root.resolve("knowledge");
    }

    /** What is known of workspaces, one file each. */
    public Path context() {
        return root.resolve("knowledge/context");
    }

    public Path patterns() {
        return root.resolve("knowledge/patterns");
    }

    public Path lessons() {
        return root.resolve("knowledge/lessons");
    }

    /** What specialists keep of contents they have worked on; it can be removed at any time. */
    public Path caches() {
        return root.resolve("knowledge/cache");
    }

    /** The full-text index of the knowledge; it can be removed at any time. */
    public Path knowledgeIndex() {
        return caches().resolve("index");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What was deployed when and by which request, one JSON object a line. */
    public Path deployments() {
        return logs().resolve("deployments.jsonl");
    }

    /** What was used of models, a file a day. */
    public Path spending() {
        return logs().resolve("spending");
    }

    /** The locks that bound how many questions are put to a model server at once. */
    public Path modelSlots() {
        return root.resolve("bus/model-slots");
    }

    public Path agentLogs() {
        return logs().resolve("agents");
    }

    public Path journal() {
        return logs().resolve("master.jsonl");
    }

    /** What was made of the journal so far, so that a start need not read all of it. */
    public Path snapshots() {
        return logs().resolve("snapshots");
    }

    /** The signed heads of a log, by its name within the home, as in {@code master} or {@code agents/coding}. */
    public Path checkpoints(String log) {
        return logs().resolve("checkpoints").resolve(log + ".txt");
    }

    /** Held by the one daemon of this home. */
    public Path lock() {
        return keys().resolve("daemon.lock");
    }

    /** A path as it is named in messages: relative to the home, with forward slashes. */
    public String name(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root)
                ? root.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }
}
