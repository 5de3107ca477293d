package dev.drover.agent;

import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What a command wrote: the hash of all of it, and its end for people. */
record Output(String sha256, long bytes, String tail) {
    private static final int TAIL_BYTES = 4096;

    /**
     * Reads it; what the command put in the place of its log is not opened unless it is a file, and not read beyond
     * {@code mostBytes}.
     */
    static Output of(Path file, long mostBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Output(Sha256.of(""), 0, "the command has put something else in the place of its log");
        }
        MessageDigest digest = Sha256.digest();
        byte[] tail = new byte[0];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0 && bytes <= mostBytes; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytes += n;
                tail = lastOf(tail, buffer, n);
            }
        }
        return new Output(
                HexFormat.of().formatHex(digest.digest()), bytes, new String(tail, StandardCharsets.UTF_8).strip());
    }

    private static byte[] lastOf(byte[] before, byte[] buffer, int n) {
        int keep = Math.min(before.length, Math.max(0, TAIL_BYTES - n));
        int take = Math.min(n, TAIL_BYTES);
        byte[] out = new byte[keep + take];
        System.arraycopy(before, before.length - keep, out, 0, keep);
        System.arraycopy(buffer, n - take, out, keep, take);
        return out;
    }

    /** The last line that says anything. */
    String lastLine() {
        int start = tail.lastIndexOf('\n') + 1;
        return tail.substring(start).strip();
    }
}
