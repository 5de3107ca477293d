package dev.drover.audit;

import dev.drover.message.DroverException;
import dev.drover.process.KillPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The one writer of a chained log. Lines are added to a batch in memory, {@link #write} appends the batch, and
 * {@link #sync} makes everything written durable. Confined to one thread.
 */
public final class ChainedLog implements AutoCloseable {
    private final Path file;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private FileChannel channel;
    private Head head;
    private long start;
    private long goodBytes;
    private int batchLines;
    private boolean broken;
    private boolean cutNeeded;

    private ChainedLog(Path file, FileChannel channel, Head head, long start, long goodBytes) {
        this.file = file;
        this.channel = channel;
        this.head = head;
        this.start = start;
        this.goodBytes = goodBytes;
    }

    /** Opens the log for appending, from its first line on. */
    public static ChainedLog open(Path file, Consumer<ChainLine> replay) throws IOException {
        return open(file, ChainReader.Known.NOTHING, replay);
    }

    /**
     * Opens the log for appending. Every line of every finished batch that is not known is handed to {@code replay}; an
     * unfinished last batch, which nobody can have acted upon, is cut off.
     *
     * @throws DroverException when the log does not verify
     */
    public static ChainedLog open(Path file, ChainReader.Known known, Consumer<ChainLine> replay) throws IOException {
        Files.createDirectories(Segment.folder(file));
        ChainReader.Summary found = ChainReader.read(file, known, replay);
        boolean isNew = Files.notExists(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isNew) {
            syncFolder(file);
        }
        if (found.tornBytes() > 0) {
            channel.truncate(found.goodBytes());
            channel.force(true);
        }
        channel.position(found.goodBytes());
        if (found.lineFeedMissing()) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return new ChainedLog(file, channel, found.head(), found.start(), channel.position());
    }

    /** How large the file is that is written now, in bytes. */
    public long size() {
        return goodBytes;
    }

    /** How long the log is over all of its files, in bytes. */
    public long end() {
        return start + goodBytes;
    }

    /**
     * Goes on in a new file; the full one stays beside it under a name of its own. To be called between batches.
     *
     * @throws IOException when there is no new file; the log goes on in the old one
     * @throws DroverException when it is not known whether the change is durable; the log takes nothing more
     */
    public void rotate() throws IOException {
        if (hasUnwritten()) {
            throw new IllegalStateException("a batch of " + file + " is not written");
        }
        sync();
        Path full = Segment.archived(file, start);
        Files.move(file, full, StandardCopyOption.ATOMIC_MOVE);
        KillPoint.reach("log.moved");
        FileChannel next;
        try {
            next = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.move(full, file, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        channel.close();
        channel = next;
        start += goodBytes;
        goodBytes = 0;
        KillPoint.reach("log.rotated");
        try {
            syncFolder(file);
        } catch (IOException e) {
            broken = true;
            throw new DroverException(
                    Segment.folder(file) + " could not be synced to disk (" + e.getMessage()
                            + "); check the disk, then start the daemon again: it goes on from what is durable",
                    e);
        }
    }

    static void syncFolder(Path file) throws IOException {
        if (java.io.File.separatorChar == '/') {
            try (FileChannel folder = FileChannel.open(Segment.folder(file), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    /** Whether lines wait for {@link #write}, be it that it failed before. */
    boolean hasUnwritten() {
        return batch.size() > 0;
    }

    /** The last line that was added. */
    public Head head() {
        return head;
    }

    /**
     * Adds a line to the batch.
     *
     * @param object a JSON object in one line, with at least one member; the line takes its members over
     */
    public ChainLine add(Instant at, String object) {
        return add(ChainLine.build(head, at, object));
    }

    /**
     * Ends the batch and appends it to the file. After a short write the file is cut back, so that the next try begins
     * on a good end; the batch is kept for it.
     *
     * @throws IOException when there is no space, or the file cannot be written
     */
    public void write(Instant at) throws IOException {
        if (batchLines > 0) {
            add(ChainLine.batchEnd(head, at, batchLines));
            batchLines = 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(batch.toByteArray());
        if (cutNeeded) {
            cutBack();
        }
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            cutNeeded = true;
            try {
                cutBack();
            } catch (IOException again) {
                // The next try begins with it.
                e.addSuppressed(again);
            }
            throw e;
        }
        goodBytes += batch.size();
        batch.reset();
    }

    private void cutBack() throws IOException {
        channel.truncate(goodBytes);
        channel.position(goodBytes);
        cutNeeded = false;
    }

    private ChainLine add(ChainLine line) {
        head = new Head(line.seq(), line.hash());
        batch.writeBytes(line.text().getBytes(StandardCharsets.UTF_8));
        batch.write('\n');
        batchLines++;
        return line;
    }

    /**
     * Makes what was written durable.
     *
     * @throws DroverException when that failed; the system may have dropped the pages, so it is not tried again and
     *     the log takes nothing more
     */
    public void sync() {
        if (broken) {
            throw new DroverException(file + " failed to sync before; it takes nothing more");
        }
        try {
            channel.force(false);
        } catch (IOException e) {
            broken = true;
            throw new DroverException(
                    file + " could not be synced to disk (" + e.getMessage()
                            + "); check the disk, then start the daemon again: it goes on from what is durable",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
