package dev.drover.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What killed writers left of files that they were publishing (rule 1). Only names that {@link DurableFiles} gives are
 * touched, and only in folders that Drover's own processes publish into: what people write in the inbox is theirs.
 */
public final class UnfinishedFiles {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedFiles.class);
    private static final Pattern FORM = Pattern.compile("\\..+\\.json\\.([1-9][0-9]{0,9})\\.[1-9][0-9]{0,9}");
    private static final Duration OLD = Duration.ofHours(1);

    private UnfinishedFiles() {}

    /**
     * Removes them. To be called at the start, before this process publishes anything.
     *
     * @param runs the run folders that a daemon may have been writing into
     */
    public static void sweep(Home home, Collection<Path> runs, Instant now) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(home.outbox(), home.results(), home.deadLetter(), home.keys()));
        for (Path type : Folders.list(home.queue())) {
            folders.addAll(Folders.list(type));
        }
        folders.addAll(runs);
        for (Path folder : folders) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                sweep(folder, now.minus(OLD));
            }
        }
    }

    private static void sweep(Path folder, Instant before) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(UnfinishedFiles::isLeftBehind).toList();
        }
        for (Path file : found) {
            try {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toInstant()
                                .isBefore(before)) {
                    Files.delete(file);
                    log.info("{} was left by a writer that was killed; it is removed", file);
                }
            } catch (NoSuchFileException e) {
                log.debug("{} is gone", file);
            }
        }
    }

    /** Whether nobody is writing it. This process has not begun to, so its own number is an earlier process's. */
    private static boolean isLeftBehind(Path file) {
        Matcher name = FORM.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        long pid = Long.parseLong(name.group(1));
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }
}
