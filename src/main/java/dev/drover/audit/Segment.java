package dev.drover.audit;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The files of one log, oldest first. The last one has the log's own name and is written; those before it were full.
 * They are named by the bytes of the log before them, as in {@code master.000000000000.jsonl}, so that a place in the
 * log is one number over all of its files.
 *
 * @param start how many bytes of the log precede this file
 */
record Segment(Path file, long start) {
    private static final String SUFFIX = ".jsonl";

    /** The files that are there now. The written one is always among them, whether it exists or not. */
    static List<Segment> of(Path log) throws IOException {
        List<Segment> found = new ArrayList<>();
        String prefix = stem(log) + ".";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(log))) {
            for (Path file : files) {
                OptionalLong start = start(file, prefix);
                if (start.isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(new Segment(file, start.getAsLong()));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of(new Segment(log, 0));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparingLong(Segment::start));
        long end =
                found.isEmpty() ? 0 : found.getLast().start() + found.getLast().size();
        found.add(new Segment(log, end));
        return found;
    }

    /** How large the file is, in bytes; 0 when there is none. */
    long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Whether a file with that name was rotated away from a log, and is no log of its own. */
    static boolean isArchived(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.', name.length() - SUFFIX.length() - 1);
        return dot > 0 && start(file, name.substring(0, dot + 1)).isPresent();
    }

    /** The name that the written file gets when it is full. */
    static Path archived(Path log, long start) {
        return log.resolveSibling("%s.%012d%s".formatted(stem(log), start, SUFFIX));
    }

    static Path folder(Path log) {
        Path folder = log.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(log + " is in no folder");
        }
        return folder;
    }

    private static String stem(Path log) {
        String name = String.valueOf(log.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static OptionalLong start(Path file, String prefix) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(prefix) || !name.endsWith(SUFFIX) || name.length() < prefix.length() + SUFFIX.length()) {
            return OptionalLong.empty();
        }
        String digits = name.substring(prefix.length(), name.length() - SUFFIX.length());
        return digits.matches("[0-9]{12,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
