package dev.drover.agent.specialist.support;

import dev.drover.message.Sha256;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads files that anyone may have made: never a link, a pipe or a device, never more than a limit. */
public final class SafeFiles {
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b(?:\\[[0-9;?]{0,30}[A-Za-z]|\\][^\u0007]{0,500}\u0007)");

    private SafeFiles() {}

    public static boolean isRegular(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the folder lies below the root, and neither it nor any between them is a link. */
    public static boolean isRealFolder(Path root, Path folder) {
        for (Path at = folder; !at.equals(root); at = at.getParent()) {
            if (at.getParent() == null || !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    /** The whole content; empty when there is no regular file of that name or it is larger than the limit. */
    public static Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        if (!isRegular(file)) {
            return Optional.empty();
        }
        try (SeekableByteChannel channel =
                        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                InputStream in = Channels.newInputStream(channel)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** As {@link #read}, as text; what is not UTF-8 becomes the replacement character. */
    public static Optional<String> readText(Path file, int maxBytes) throws IOException {
        return read(file, maxBytes).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The last bytes of a command's output as text without terminal colours. */
    public static String outputTail(Path output, int maxBytes) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(output, StandardOpenOption.READ);
                InputStream in = Channels.newInputStream(channel)) {
            channel.position(Math.max(0, channel.size() - maxBytes));
            String text = new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8);
            return withoutEscapes(text).replace("\r\n", "\n");
        }
    }

    /** The text without terminal colours. */
    public static String withoutEscapes(String text) {
        return ESCAPES.matcher(text).replaceAll("");
    }

    /** The last lines of a command's output that are not blank, for a message. */
    public static String lastLines(String output, int count) {
        String[] lines = output.lines()
                .filter(line -> !line.isBlank())
                .map(String::stripTrailing)
                .toArray(String[]::new);
        var tail = new StringBuilder();
        for (int i = Math.max(0, lines.length - count); i < lines.length; i++) {
            tail.append(tail.isEmpty() ? "" : "\n").append(Shortened.of(lines[i], 300));
        }
        return tail.toString();
    }

    public static String sha256(byte[] bytes) {
        return Sha256.of(bytes);
    }

    /** The same of a file, which may be larger than memory and must be no link. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
