package dev.drover.master;

import dev.drover.message.Failure;
import dev.drover.message.MessageReader;
import dev.drover.message.Reading;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** What a dropped file holds, read without trusting it: no link is followed, no pipe opened, no more read than allowed. */
final class Content {
    private final byte[] bytes;
    private final Optional<Failure> problem;
    private final boolean complete;
    private final String identity;

    private Content(byte[] bytes, Optional<Failure> problem, boolean complete, String identity) {
        this.bytes = bytes;
        this.problem = problem;
        this.complete = complete;
        this.identity = identity;
    }

    /**
     * Reads a file.
     *
     * @throws java.nio.file.NoSuchFileException when it is gone
     */
    static Content read(Path file, long maxBytes) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            String kind =
                    attributes.isDirectory() ? "a folder" : attributes.isSymbolicLink() ? "a link" : "a special file";
            return unusable(
                    "not_a_file", "it is " + kind + "; drop a regular file with one JSON object", false, attributes);
        }
        if (attributes.size() > maxBytes) {
            return unusable(
                    "too_large",
                    "it has " + attributes.size() + " bytes, the limit is " + maxBytes
                            + " (bus.max_message_bytes); put large contents into files of the workspace and name them",
                    true,
                    attributes);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes((int) maxBytes + 1);
        } catch (AccessDeniedException e) {
            return unusable(
                    "unreadable",
                    "it cannot be read (" + e + "); make it readable for the daemon's user",
                    false,
                    attributes);
        }
        if (MessageReader.read(bytes) instanceof Reading.Incomplete incomplete) {
            return new Content(
                    bytes,
                    Optional.of(new Failure(
                            "not_json", "it is not one complete JSON object: " + incomplete.reason(), false)),
                    false,
                    Sha256.of(bytes));
        }
        return new Content(bytes, Optional.empty(), true, Sha256.of(bytes));
    }

    private static Content unusable(String code, String message, boolean complete, BasicFileAttributes attributes) {
        return new Content(new byte[0], Optional.of(new Failure(code, message, false)), complete, marks(attributes));
    }

    /** Whether nothing is to be gained by waiting: it is one JSON object, or it can never become one. */
    boolean isComplete() {
        return complete;
    }

    Optional<Failure> problem() {
        return problem;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Tells it from what else may get its name: the SHA-256 of its bytes, or of the file's own marks if it was not read. */
    String identity() {
        return identity;
    }

    /** The identity of a file that is not read. */
    static String marks(Path file) throws IOException {
        return marks(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    private static String marks(BasicFileAttributes attributes) {
        return Sha256.of(attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size());
    }

    /** Whether the file still holds just this. */
    boolean sameAs(Path file) throws IOException {
        return problem.isEmpty() && Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
    }
}
