package dev.drover.agent.specialist.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Size, time and identity of a file: who writes it changes one of them, unless it takes pains to hide that. */
final class FileStamp {
    private FileStamp() {}

    /** The same for two looks at a file that was not written between them; empty when there is none. */
    static String of(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.size() + " " + attributes.lastModifiedTime() + " "
                    + Objects.requireNonNullElse(attributes.fileKey(), "");
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
