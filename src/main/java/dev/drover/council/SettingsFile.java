package dev.drover.council;

import dev.drover.message.DroverException;
import dev.drover.message.MessageText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The bytes of {@code council/drover.yaml}, read without trusting that it is a file, small, or text. */
final class SettingsFile {
    static final int MAX_BYTES = 256 * 1024;

    private SettingsFile() {}

    /** Its text; empty when there is no such file. */
    static String text(Path file) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        if (!Files.isRegularFile(file)) {
            throw new DroverException(
                    file + " is not a file that can be read; put a file there, or remove it to use the defaults");
        }
        return switch (MessageText.decode(bytes(file))) {
            case MessageText.Text text -> text.text();
            case MessageText.Unreadable unreadable -> throw new DroverException(file + ": " + unreadable.reason());
        };
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new DroverException(file + " is larger than " + MAX_BYTES + " bytes; settings need a few lines");
            }
            return bytes;
        } catch (IOException e) {
            throw new DroverException(file + " cannot be read (" + e + "); check its owner and mode", e);
        }
    }
}
