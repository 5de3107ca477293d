package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileQueue;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.message.Failure;
import dev.drover.message.Messages;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Shortened;
import dev.drover.message.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what agents publish (rule 12) and hands it to the master, each file once. One that is not complete is given
 * time to settle, since an agent in another language may write it in place. Safe for use by any thread.
 */
final class Results {
    private static final Logger log = LoggerFactory.getLogger(Results.class);
    private static final int MAX_SUMMARY = 2000;

    private final Home home;
    private final Master master;
    private final FileQueue queue;
    private final Settling settling;
    private final int maxBytes;
    /** Which file was read under each name: another one that follows under the same name is read as well. */
    private final Map<Path, Object> handedIn = new ConcurrentHashMap<>();

    Results(Home home, Master master, FileQueue queue, Settling settling, int maxBytes) {
        this.home = home;
        this.master = master;
        this.queue = queue;
        this.settling = settling;
        this.maxBytes = maxBytes;
    }

    void rescan() throws IOException {
        for (Path file : Folders.list(home.results())) {
            seen(file);
        }
        // Moved away by then: a later file of that name is another one.
        handedIn.keySet().removeIf(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** A file is there. */
    void seen(Path file) {
        if (!Folders.isMessage(file) || !home.results().equals(file.getParent())) {
            return;
        }
        try {
            Object identity = identity(file);
            if (identity.equals(handedIn.put(file, identity))) {
                return;
            }
            Content content = Content.read(file, maxBytes);
            if (!content.isComplete() && !settling.isSettled(file, () -> seen(file))) {
                handedIn.remove(file);
                return;
            }
            settling.forget(file);
            Input input = read(file, content);
            if (input instanceof Input.Reported result) {
                report(result);
            } else {
                master.submit(input);
            }
        } catch (NoSuchFileException e) {
            handedIn.remove(file);
            settling.forget(file);
        } catch (IOException | RuntimeException e) {
            handedIn.remove(file);
            log.warn("result {} cannot be read yet: {}", file.getFileName(), e.toString());
        }
    }

    /**
     * Who has claimed the packet is told first, from what lies on disk: the claim may be newer than the last look at it,
     * and a daemon that was killed may not have journaled it. An agent that published has its claim still, or has given
     * it up since.
     */
    private void report(Input.Reported result) throws IOException {
        if (!Files.exists(home.claimed(result.agentId()).resolve(result.file()))) {
            if (queue.isQueued(result.file())) {
                String why = "its sender " + result.agentId() + " is not the claimant: no agent has claimed the packet";
                master.submit(
                        new Input.BadResult(result.file(), why, result.outcome().sha256()));
                return;
            }
            queue.claim(result.file())
                    .flatMap(claim -> Optional.ofNullable(claim.getParent()))
                    .map(agent -> agent.getFileName().toString())
                    .ifPresent(agent -> master.submit(new Input.Claimed(result.packetId(), result.attempt(), agent)));
        }
        master.submit(result);
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    }

    private static Input read(Path file, Content content) {
        String name = file.getFileName().toString();
        Optional<AttemptFile> attempt = AttemptFile.of(file);
        if (attempt.isEmpty()) {
            return bad(name, content, "it is not named <packet_id>.<attempt>.json");
        }
        if (content.problem().isPresent()) {
            return bad(name, content, content.problem().get().message());
        }
        String broken = "the result of attempt " + attempt.get().attempt() + " does not keep the protocol: ";
        return switch (Messages.result(content.bytes())) {
            case Parsed.Incomplete<PacketResult> incomplete -> bad(name, content, broken + incomplete.reason());
            case Parsed.Invalid<PacketResult> invalid ->
                bad(
                        name,
                        content,
                        broken
                                + invalid.violations().stream()
                                        .map(Violation::message)
                                        .findFirst()
                                        .orElse("it breaks the schema"));
            case Parsed.Valid<PacketResult> valid -> valid(name, attempt.get(), valid.value(), content);
        };
    }

    private static Input bad(String name, Content content, String why) {
        return new Input.BadResult(name, why, content.identity());
    }

    private static Input valid(String name, AttemptFile attempt, PacketResult result, Content content) {
        if (!result.fileName().equals(name)) {
            return bad(name, content, "its content says that it is " + result.fileName());
        }
        double seconds =
                Duration.between(result.startedAt(), result.finishedAt()).toMillis() / 1000.0;
        return new Input.Reported(
                name,
                attempt.packetId(),
                attempt.attempt(),
                result.agentId(),
                new Outcome(
                        result.status(),
                        Shortened.of(result.summary(), MAX_SUMMARY),
                        result.findings().size(),
                        result.artifacts(),
                        result.commit(),
                        result.branch(),
                        Math.max(0, seconds),
                        result.error()
                                .map(e -> new Failure(e.code(), Shortened.of(e.message(), MAX_SUMMARY), e.retryable())),
                        content.identity()));
    }
}
