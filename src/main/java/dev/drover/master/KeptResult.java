package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.FileDigest;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.master.core.Event;
import dev.drover.master.core.Packets;
import dev.drover.master.core.Run;
import dev.drover.message.Sha256;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A result that counted, on its way from the outbox of the agents to the request's folder.
 *
 * @param source where the agent published it
 * @param folder where it belongs
 * @param sha256 of the bytes that counted; another file of that name is another result
 */
record KeptResult(Path source, Path folder, String sha256) {
    private static final int IN_MEMORY = 8 * 1024 * 1024;
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    static KeptResult of(Home home, Event.ResultReceived e) {
        return of(
                home,
                e.requestId(),
                e.taskId(),
                e.packetId(),
                e.attempt(),
                e.outcome().sha256());
    }

    /** Those that the final result of a request names. */
    static List<KeptResult> named(Home home, Run run) {
        return run.tasks().stream()
                .flatMap(task -> task.outcome().stream()
                        .map(outcome -> of(
                                home,
                                run.id(),
                                task.id(),
                                Packets.idOf(run.id(), task.id()),
                                task.attempts(),
                                outcome.sha256())))
                .toList();
    }

    private static KeptResult of(
            Home home, String requestId, String taskId, String packetId, int attempt, String sha256) {
        return new KeptResult(
                home.results().resolve(new AttemptFile(packetId, attempt).fileName()),
                home.run(requestId).resolve("tasks/" + taskId + "/" + attempt),
                sha256);
    }

    /** Moves it, unless that was done. */
    void keep() throws IOException {
        try {
            if (Files.exists(source, LinkOption.NOFOLLOW_LINKS) && counted()) {
                Files.createDirectories(folder);
                KillPoint.reach("result.keep");
                Files.move(source, folder.resolve("result.json"), StandardCopyOption.ATOMIC_MOVE);
                KillPoint.reach("result.kept");
            }
        } catch (NoSuchFileException e) {
            // Someone who wanted the same was faster.
        }
    }

    /** An agent that writes in place may have ended the line after its object was read. */
    private boolean counted() throws IOException {
        Optional<byte[]> small = SmallFile.read(source, IN_MEMORY);
        return small.isPresent()
                ? Sha256.of(small.get()).equals(sha256)
                        || Sha256.of(withoutLineEnd(small.get())).equals(sha256)
                : FileDigest.of(source, MOST_BYTES).filter(sha256::equals).isPresent();
    }

    private static byte[] withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
