package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.master.core.Input;
import dev.drover.master.core.Outcome;
import dev.drover.message.Failure;
import dev.drover.message.Messages;
import dev.drover.message.PacketResult;
import dev.drover.message.Parsed;
import dev.drover.message.Sha256;
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

/** Reads what agents publish (rule 12) and hands it to the master, each file once. Safe for use by any thread. */
final class Results {
    private static final Logger log = LoggerFactory.getLogger(Results.class);
    private static final int MAX_SUMMARY = 2000;

    private final Home home;
    private final Master master;
    private final int maxBytes;
    /** Which file was read under each name: another one that follows under the same name is read as well. */
    private final Map<String, Object> handedIn = new ConcurrentHashMap<>();

    Results(Home home, Master master, int maxBytes) {
        this.home = home;
        this.master = master;
        this.maxBytes = maxBytes;
    }

    void rescan() throws IOException {
        for (Path file : Folders.list(home.results())) {
            seen(file);
        }
        // Moved away by then: a later file of that name is another one.
        handedIn.keySet().removeIf(name -> !Files.exists(home.results().resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** A file is there. */
    void seen(Path file) {
        if (!Folders.isMessage(file) || !home.results().equals(file.getParent())) {
            return;
        }
        String name = file.getFileName().toString();
        try {
            Object identity = identity(file);
            if (identity.equals(handedIn.put(name, identity))) {
                return;
            }
            master.submit(read(file, name));
        } catch (NoSuchFileException e) {
            handedIn.remove(name);
        } catch (IOException e) {
            handedIn.remove(name);
            log.warn("result {} cannot be read yet: {}", name, e.toString());
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    }

    private Input read(Path file, String name) throws IOException {
        Optional<AttemptFile> attempt = AttemptFile.of(file);
        if (attempt.isEmpty()) {
            return new Input.BadResult(name, "it is not named <packet_id>.<attempt>.json");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(name);
            }
            return new Input.BadResult(name, "it is not a regular file");
        }
        Optional<byte[]> content = SmallFile.read(file, maxBytes);
        if (content.isEmpty()) {
            return new Input.BadResult(name, "it is larger than " + maxBytes + " bytes (bus.max_message_bytes)");
        }
        byte[] bytes = content.get();
        return switch (Messages.result(bytes)) {
            case Parsed.Incomplete<PacketResult> incomplete -> bad(name, attempt.get(), incomplete.reason());
            case Parsed.Invalid<PacketResult> invalid ->
                bad(
                        name,
                        attempt.get(),
                        invalid.violations().stream()
                                .map(Violation::message)
                                .findFirst()
                                .orElse("it breaks the schema"));
            case Parsed.Valid<PacketResult> valid -> valid(name, attempt.get(), valid.value(), Sha256.of(bytes));
        };
    }

    private Input valid(String name, AttemptFile attempt, PacketResult result, String sha256) {
        if (!result.fileName().equals(name)) {
            return new Input.BadResult(name, "its content says that it is " + result.fileName());
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
                        cut(result.summary()),
                        result.findings().size(),
                        result.artifacts(),
                        result.commit(),
                        Math.max(0, seconds),
                        result.error().map(e -> new Failure(e.code(), cut(e.message()), e.retryable())),
                        sha256));
    }

    private static Input bad(String name, AttemptFile attempt, String why) {
        return new Input.BadResult(
                name, "the result of attempt " + attempt.attempt() + " does not keep the protocol: " + why);
    }

    private static String cut(String text) {
        return text.length() > MAX_SUMMARY ? text.substring(0, MAX_SUMMARY) + "…" : text;
    }
}
