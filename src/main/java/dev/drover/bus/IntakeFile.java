package dev.drover.bus;

import dev.drover.message.Priority;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file between the inbox and the journal (rule 3): {@code <ulid>.<lane>.<reads>.<name>}. Everything that
 * is needed to go on after a crash is in it.
 *
 * @param reads how many times it was begun to be read, by a daemon that ended or failed at it unless it is the last;
 *     after three it is set aside
 * @param name the name it was dropped under, as far as file systems and character sets allow
 */
public record IntakeFile(String ulid, Priority lane, int reads, String name) {
    /** A file that was read in vain so many times is not read again. */
    public static final int MAX_READS = 3;

    private static final int MAX_NAME_BYTES = 200;
    private static final Pattern FORM =
            Pattern.compile("([0-9a-z]{26})\\.(critical|high|normal|low)\\.([1-9])\\.(.*)", Pattern.DOTALL);

    /** The name for a file that is taken in for the first time. */
    public static IntakeFile first(String ulid, Priority lane, Path dropped) {
        String name = dropped.getFileName().toString();
        boolean faithful = isFaithful(dropped.getFileName(), name)
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
        return new IntakeFile(ulid, lane, 1, faithful ? name : "request.json");
    }

    /** Reads it back; empty when the file is named otherwise. */
    public static Optional<IntakeFile> of(Path file) {
        Matcher m = FORM.matcher(file.getFileName().toString());
        return m.matches()
                ? Optional.of(
                        new IntakeFile(m.group(1), Priority.of(m.group(2)), Integer.parseInt(m.group(3)), m.group(4)))
                : Optional.empty();
    }

    public IntakeFile nextRead() {
        return new IntakeFile(ulid, lane, reads + 1, name);
    }

    public String fileName() {
        return ulid + "." + lane.wire() + "." + reads + "." + name;
    }

    private static boolean isFaithful(Path original, String text) {
        try {
            return Path.of(text).equals(original);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
