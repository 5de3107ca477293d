package dev.drover.datafile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/** What tells without reading whether files that people edit may have changed: sizes and times of modification. */
public record Fingerprint(Map<Path, Stamp> stamps) {
    /** Of a time that a second edit within the same tick of the file system would not change, hence the size too. */
    public record Stamp(FileTime modified, long bytes) {}

    public Fingerprint {
        stamps = Map.copyOf(stamps);
    }

    /** Of files, and of folders with what lies directly in them. What is missing or cannot be read counts as absent. */
    public static Fingerprint of(Path... places) {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path place : places) {
            stamp(place, stamps);
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                    entries.forEach(entry -> stamp(entry, stamps));
                } catch (IOException | DirectoryIteratorException e) {
                    stamps.remove(place);
                }
            }
        }
        return new Fingerprint(stamps);
    }

    private static void stamp(Path file, Map<Path, Stamp> stamps) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            stamps.put(file, new Stamp(a.lastModifiedTime(), a.size()));
        } catch (IOException e) {
            stamps.remove(file);
        }
    }
}
