package dev.drover.audit;

import dev.drover.message.DroverException;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signed checkpoints of one log, in a file that only grows: notes, each followed by an empty line. */
public final class Checkpoints {
    private static final String BETWEEN = "\n\n";

    private Checkpoints() {}

    /** Appends a note, durably. A note whose writing an earlier daemon did not end is cut off first. */
    public static void append(Path file, String note) throws IOException {
        Files.createDirectories(Segment.folder(file));
        boolean isNew = Files.notExists(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(wholeLength(text(file)));
            channel.position(channel.size());
            KillPoint.reach("checkpoint.append");
            ByteBuffer bytes = ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        KillPoint.reach("checkpoint.appended");
        if (isNew) {
            ChainedLog.syncFolder(file);
        }
    }

    /**
     * All whole notes, oldest first.
     *
     * @throws DroverException naming the first one that the key did not sign
     */
    public static List<Checkpoint> read(Path file, NoteKey key) throws IOException {
        List<Checkpoint> all = new ArrayList<>();
        for (String note : notes(text(file))) {
            try {
                all.add(Checkpoint.open(note, key));
            } catch (DroverException e) {
                throw new DroverException(
                        file + ": checkpoint " + (all.size() + 1) + " cannot be trusted: " + e.getMessage()
                                + ". Keep the file for examination; a copy of it, or a head that was exported, shows what "
                                + "it was",
                        e);
            }
        }
        return all;
    }

    /** The newest one. */
    public static Optional<Checkpoint> last(Path file, NoteKey key) throws IOException {
        List<String> notes = notes(text(file));
        try {
            return notes.isEmpty() ? Optional.empty() : Optional.of(Checkpoint.open(notes.getLast(), key));
        } catch (DroverException e) {
            throw new DroverException(
                    file + ": its last checkpoint cannot be trusted: " + e.getMessage()
                            + ". Nothing was changed. See what is wrong with: drover audit verify",
                    e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            // Each byte a character, so that places in the text are places in the file, whatever bytes somebody put
            // there.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** A note ends with its signature's line feed, and the file adds an empty line. */
    private static List<String> notes(String text) {
        List<String> notes = new ArrayList<>();
        List<String> paragraphs = List.of(text.substring(0, wholeLength(text)).split(BETWEEN, -1));
        for (int i = 0; i + 1 < paragraphs.size(); i += 2) {
            String note = paragraphs.get(i) + BETWEEN + paragraphs.get(i + 1) + "\n";
            notes.add(new String(note.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        return notes;
    }

    private static int wholeLength(String text) {
        int end = 0;
        for (int next = after(text, 0); next > 0; next = after(text, end)) {
            end = next;
        }
        return end;
    }

    /** Where the note that begins there ends, its empty line included; 0 when it is not whole. */
    private static int after(String text, int start) {
        int signatures = text.indexOf(BETWEEN, start);
        int end = signatures < 0 ? -1 : text.indexOf(BETWEEN, signatures + 2);
        return end < 0 ? 0 : end + 2;
    }
}
