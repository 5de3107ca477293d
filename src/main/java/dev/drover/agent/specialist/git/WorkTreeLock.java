package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.FileMutex;
import dev.drover.message.Packet;
import dev.drover.process.ProcessTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may be at work in the work tree of a request: one that writes for its branch, or any number that do not. Confined to
 * one thread.
 *
 * <p>The lock falls with the agent that holds it, but what the agent has started may go on for as long as it takes until
 * somebody ends it. So each leaves its mark beside the lock while it is at work, and whoever comes next and finds one of
 * another first ends what is left of that attempt.
 */
public final class WorkTreeLock implements AutoCloseable {
    private static final String LOCK = ".worktree.lock";
    private static final String WRITER = ".worktree.writer.";
    private static final String READER = ".worktree.reader.";
    private static final Pattern MARK = Pattern.compile("\\.worktree\\.[a-z]+\\.([A-Za-z0-9_-]+)\\.([0-9]+)");

    private final FileMutex mutex;
    private final Path mark;

    private WorkTreeLock(FileMutex mutex, Path mark) {
        this.mutex = mutex;
        this.mark = mark;
    }

    /**
     * Waits until nobody is at work there whom this would disturb.
     *
     * @param home the agent's home, as the environment of what it starts names it
     * @param shared whether nothing is written for the branch
     * @param limit how long to wait
     * @return empty when it was not free in that time
     */
    public static Optional<WorkTreeLock> take(Path runFolder, Path home, Packet packet, boolean shared, Duration limit)
            throws IOException, InterruptedException {
        Optional<FileMutex> mutex = FileMutex.take(runFolder.resolve(LOCK), shared, limit);
        if (mutex.isEmpty()) {
            return Optional.empty();
        }
        try {
            endLeft(runFolder, home, shared ? WRITER : ".worktree.{writer,reader}.");
            Path mark = runFolder.resolve((shared ? READER : WRITER) + packet.packetId() + "." + packet.attempt());
            Files.writeString(mark, "");
            return Optional.of(new WorkTreeLock(mutex.get(), mark));
        } catch (IOException | RuntimeException e) {
            mutex.get().close();
            throw e;
        }
    }

    /** Nobody holds the lock whom these marks could be of. */
    private static void endLeft(Path runFolder, Path home, String marks) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(runFolder, marks + "*")) {
            for (Path mark : left) {
                Matcher named = MARK.matcher(mark.getFileName().toString());
                // Without /proc nobody knows what it was.
                if (named.matches()
                        && Files.isDirectory(Path.of("/proc/self"))
                        && !ProcessTree.endMarked(
                                home, "DROVER_PACKET_ID=" + named.group(1), "DROVER_ATTEMPT=" + named.group(2))) {
                    throw new IOException("what an earlier attempt started in the work tree does not end: " + mark);
                }
                Files.deleteIfExists(mark);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (mutex) {
            Files.deleteIfExists(mark);
        }
    }
}
