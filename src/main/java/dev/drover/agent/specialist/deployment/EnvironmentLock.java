package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * One deployment of an environment at a time. The lock is the operating system's, on a file that stays, so it ends with
 * its holder however that dies; what the file holds says who has it, and guards where such locks do not work.
 */
final class EnvironmentLock {
    private static final int MAX_BYTES = 8192;

    private final FileChannel channel;

    private EnvironmentLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Who holds it. */
    record Holder(ProcessId process, String agentId, String requestId, String packetId, Instant since) {
        /** What a file on disk leaves out is absent however the fields are declared. */
        Holder {
            java.util.Objects.requireNonNull(process, "process");
            java.util.Objects.requireNonNull(since, "since");
        }

        @Override
        public String toString() {
            return "agent " + agentId + " (process " + process.pid() + ", since " + since + ") for request "
                    + requestId;
        }
    }

    /**
     * Takes it.
     *
     * @throws Refusal when another one has it
     */
    static EnvironmentLock take(Path file, String environment, Assignment assignment) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            // Before it is locked: to close any channel of the file would end the lock.
            Optional<Holder> holder = holder(file);
            if (!isLocked(channel)
                    || holder.filter(h -> h.process().isAlive() && !h.process().equals(ProcessId.self()))
                            .isPresent()) {
                throw Refusal.failed(
                        "deployment_locked",
                        "Another deployment of " + environment + " is under way, by "
                                + holder.map(Holder::toString).orElse("a process that has not said which it is")
                                + ". Wait until it has ended, then retry the request.",
                        true);
            }
            write(
                    channel,
                    Json.bytes(new Holder(
                            ProcessId.self(),
                            assignment.agentId(),
                            assignment.packet().requestId(),
                            assignment.packet().packetId(),
                            assignment.surroundings().now())));
            return new EnvironmentLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What is done while it is held. */
    interface Work {
        Outcome perform() throws IOException, InterruptedException;
    }

    /**
     * Works with the lock of an environment held.
     *
     * @throws Refusal when another one has it
     */
    static Outcome holding(Site site, Assignment assignment, Work work) throws IOException, InterruptedException {
        EnvironmentLock lock = take(site.lockFile(), site.environment().name(), assignment);
        try {
            return work.perform();
        } finally {
            lock.giveBack();
        }
    }

    /** It is held by the channel from here on. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<Holder> holder(Path file) throws IOException {
        Optional<byte[]> bytes = SafeFiles.read(file, MAX_BYTES).filter(b -> b.length > 0);
        try {
            return bytes.map(b -> Json.read(b, Holder.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        channel.truncate(0);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, buffer.position());
        }
        channel.force(true);
    }

    /** Whoever was told to stop gives it back all the same: a flag would keep the file saying that it is held. */
    private void giveBack() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            channel.truncate(0);
        } finally {
            channel.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
