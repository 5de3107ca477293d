package dev.drover.audit;

import dev.drover.message.DroverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The one writer of a chained log. Lines are added to a batch in memory, {@link #write} appends the batch, and
 * {@link #sync} makes everything written durable. Confined to one thread.
 */
public final class ChainedLog implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private Head head;
    private long goodBytes;
    private int batchLines;
    private boolean broken;
    private boolean cutNeeded;

    private ChainedLog(Path file, FileChannel channel, Head head, long goodBytes) {
        this.file = file;
        this.channel = channel;
        this.head = head;
        this.goodBytes = goodBytes;
    }

    /**
     * Opens the log for appending. Every line of every finished batch is handed to {@code replay}; an unfinished last
     * batch, which nobody can have acted upon, is cut off.
     *
     * @throws DroverException when the log does not verify
     */
    public static ChainedLog open(Path file, Consumer<ChainLine> replay) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ChainReader.Summary found = ChainReader.read(file, replay);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (found.tornBytes() > 0) {
            channel.truncate(found.goodBytes());
            channel.force(true);
        }
        channel.position(found.goodBytes());
        if (found.lineFeedMissing()) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return new ChainedLog(file, channel, found.head(), channel.position());
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
