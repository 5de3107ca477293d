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
import java.util.Optional;
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
    private static final Pattern FORM =
            Pattern.compile("\\..+\\.(?:jsonl?|pub|key|md|html)\\.([1-9][0-9]{0,9})\\.[1-9][0-9]{0,9}");
    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration START_IS_KNOWN_TO = Duration.ofMinutes(1);

    private UnfinishedFiles() {}

    /**
     * Removes them. To be called at the start, by the one daemon of the home, before it publishes anything. Where only a
     * daemon writes, all are left behind; elsewhere a process of another machine or container may be at it, unless they
     * are old.
     *
     * @param runs the run folders that a daemon may have been writing into
     */
    public static void sweep(Home home, Collection<Path> runs, Instant now) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(home.outbox(), home.results(), home.deadLetter(), home.keys()));
        for (Path type : Folders.list(home.queue())) {
            folders.addAll(Folders.list(type));
        }
        for (Path folder : folders) {
            sweep(folder, file -> isLeftBehind(file) && isBefore(file, now.minus(OLD)));
        }
        List<Path> own = new ArrayList<>(runs);
        own.add(home.snapshots());
        for (Path folder : own) {
            sweep(folder, file -> true);
        }
    }

    private interface Test {
        boolean holds(Path file) throws IOException;
    }

    private static void sweep(Path folder, Test isUnfinished) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(
                            file -> FORM.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        for (Path file : found) {
            try {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isUnfinished.holds(file)) {
                    Files.delete(file);
                    log.info("{} was left by a writer that was killed; it is removed", file);
                }
            } catch (NoSuchFileException e) {
                log.debug("{} is gone", file);
            }
        }
    }

    private static boolean isBefore(Path file, Instant time) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(time);
    }

    /** Whether nobody is writing it. This process has not begun to, so its own number is an earlier process's. */
    private static boolean isLeftBehind(Path file) throws IOException {
        Matcher name = FORM.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        long pid = Long.parseLong(name.group(1));
        if (pid == ProcessHandle.current().pid()) {
            return true;
        }
        Optional<ProcessHandle> writer = ProcessHandle.of(pid);
        return writer.isEmpty() || isYounger(writer.get(), file);
    }

    /** Numbers of processes are used again: whoever was started after the file was written has not written it. */
    private static boolean isYounger(ProcessHandle process, Path file) throws IOException {
        Optional<Instant> start = process.info().startInstant();
        return start.isPresent() && isBefore(file, start.get().minus(START_IS_KNOWN_TO));
    }
}
