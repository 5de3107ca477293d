package dev.drover.audit;

import dev.drover.message.DroverException;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Verifies the logs of a home together: each chain by itself, against what was signed of it, and against what the
 * others say of it.
 */
public final class LogAudit {
    private static final Duration WRITE_TAKES = Duration.ofMillis(100);
    private static final int LOOKS = 5;
    private static final String IN_JOURNAL = "\"event\":\"heads_anchored\"";
    private static final String IN_AGENT_LOG = "\"anchor\":{\"log\":";

    /**
     * One log of the home.
     *
     * @param name within the home, as in {@code master} or {@code agents/coding}
     */
    public record Log(String name, Path file, Path checkpoints) {}

    /**
     * What became of one log.
     *
     * @param tornBytes what follows the last whole batch: a write that did not end
     * @param checkpoints how many signed heads it was held against
     * @param signedLine the last line that is signed for; 0 when none is
     * @param anchors how many heads in other logs it was held against
     */
    public record Checked(
            Log log,
            boolean good,
            long lines,
            Head head,
            long tornBytes,
            int checkpoints,
            long signedLine,
            int anchors,
            Optional<String> problem) {}

    private final Optional<NoteKey> key;
    private final Map<String, List<Anchor>> anchors = new HashMap<>();

    /**
     * An audit that has seen nothing yet.
     *
     * @param key with which the checkpoints were signed; without one there must be none
     */
    public LogAudit(Optional<NoteKey> key) {
        this.key = key;
    }

    /** Heads that were kept elsewhere, which the logs must hold as well. */
    public void vouched(String log, Head head) {
        anchors.computeIfAbsent(log, name -> new ArrayList<>()).add(new Anchor(log, head.seq(), head.hash()));
    }

    /** Checks all logs; the first is read once more when others anchor it. */
    public List<Checked> check(List<Log> logs) throws IOException {
        List<Checked> checked = new ArrayList<>();
        for (Log log : logs) {
            checked.add(check(log));
        }
        for (int i = 0; i < logs.size(); i++) {
            Log log = logs.get(i);
            if (checked.get(i).good() && anchors(log).size() > checked.get(i).anchors()) {
                checked.set(i, check(log));
            }
        }
        for (String name : anchors.keySet()) {
            if (logs.stream().noneMatch(log -> log.name().equals(name))) {
                var missing = new Log(name, Path.of(name), Path.of(name));
                checked.add(bad(
                        missing,
                        "the log " + name + " is missing, though another log says that it had "
                                + anchors.getOrDefault(name, List.of())
                                        .getLast()
                                        .seq() + " lines"));
            }
        }
        return checked;
    }

    /** Whether a file is a log by its name, and not a part of one that was rotated away. */
    public static boolean isLog(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".jsonl")
                && Files.isRegularFile(file)
                && !Segment.isArchived(file);
    }

    private List<Anchor> anchors(Log log) {
        return anchors.getOrDefault(log.name(), List.of());
    }

    private Checked check(Log log) throws IOException {
        try {
            List<Checkpoint> signed = signed(log);
            Map<Long, String> heads = new HashMap<>();
            signed.forEach(checkpoint -> put(heads, checkpoint.head(), "a checkpoint"));
            anchors(log).forEach(anchor -> put(heads, new Head(anchor.seq(), anchor.hash()), "another log"));
            ChainReader.Summary found = read(log, heads);
            // What looks torn may be a write that is under way.
            for (int look = 1; found.tornBytes() > 0 && look < LOOKS; look++) {
                LockSupport.parkNanos(WRITE_TAKES.toNanos());
                found = read(log, heads);
            }
            long last = signed.stream().mapToLong(c -> c.head().seq()).max().orElse(0);
            return new Checked(
                    log,
                    true,
                    found.lines(),
                    found.head(),
                    found.tornBytes(),
                    signed.size(),
                    last,
                    anchors(log).size(),
                    Optional.empty());
        } catch (DroverException e) {
            return bad(log, String.valueOf(e.getMessage()));
        }
    }

    private static Checked bad(Log log, String why) {
        return new Checked(log, false, 0, Head.EMPTY, 0, 0, 0, 0, Optional.of(why));
    }

    private static void put(Map<Long, String> heads, Head head, String by) {
        String before = heads.putIfAbsent(head.seq(), head.hash());
        if (before != null && !before.equals(head.hash())) {
            throw new DroverException(
                    "line " + head.seq() + " is vouched for twice, with different hashes, the second by " + by
                            + "; one of the two was written anew");
        }
    }

    private List<Checkpoint> signed(Log log) throws IOException {
        if (Files.notExists(log.checkpoints())) {
            return List.of();
        }
        if (key.isEmpty()) {
            throw new DroverException(log.checkpoints() + " cannot be checked: the public key is missing; restore "
                    + "council/keys/council.pub from a copy");
        }
        List<Checkpoint> all = Checkpoints.read(log.checkpoints(), key.get());
        for (Checkpoint checkpoint : all) {
            if (!checkpoint.log().equals(log.name())) {
                throw new DroverException(
                        log.checkpoints() + ": a checkpoint of " + checkpoint.log() + " stands in it");
            }
        }
        return all;
    }

    private ChainReader.Summary read(Log log, Map<Long, String> heads) throws IOException {
        return ChainReader.read(log.file(), new ChainReader.Known(Optional.empty(), heads), line -> note(line.text()));
    }

    private void note(String line) {
        if (line.contains(IN_JOURNAL)) {
            Json.tree(line).path("heads").forEach(this::add);
        } else if (line.contains(IN_AGENT_LOG)) {
            add(Json.tree(line).path("anchor"));
        }
    }

    private void add(JsonNode node) {
        // In what an agent wrote itself, the same words stand deeper.
        if (node.isObject()) {
            Anchor anchor = Json.convert(node, Anchor.class);
            List<Anchor> known = anchors.computeIfAbsent(anchor.log(), name -> new ArrayList<>());
            if (!known.contains(anchor)) {
                known.add(anchor);
            }
        }
    }
}
