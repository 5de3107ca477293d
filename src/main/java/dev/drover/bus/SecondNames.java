package dev.drover.bus;

import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends moves that were made by link and removal and cut off between the two: the file has its old name still. */
public final class SecondNames {
    private static final Logger log = LoggerFactory.getLogger(SecondNames.class);

    private SecondNames() {}

    /** Removes the old names. To be called at the start, before anyone looks at what was dropped. */
    public static void remove(Home home) throws IOException {
        List<Path> lanes = new ArrayList<>();
        for (Priority lane : Priority.values()) {
            lanes.add(home.lane(lane));
        }
        removeThoseIn(home.inbox(), lanes);
        removeThoseIn(home.intake(), lanes);
        for (Path taken : Folders.list(home.takenControls())) {
            removeThoseIn(taken, List.of(home.control()));
        }
        lanes.add(home.inbox());
        lanes.add(home.control());
        removeThoseIn(home.deadLetter(), lanes);
    }

    private static void removeThoseIn(Path folder, List<Path> targets) throws IOException {
        List<Path> linked = new ArrayList<>();
        Folders.each(folder, file -> {
            if (isLinked(file)) {
                linked.add(file);
            }
        });
        if (linked.isEmpty()) {
            return;
        }
        Set<Object> there = new HashSet<>();
        for (Path target : targets) {
            Folders.each(target, file -> {
                if (isLinked(file)) {
                    there.add(inode(file));
                }
            });
        }
        for (Path file : linked) {
            if (there.contains(inode(file))) {
                log.warn("{} was being moved when a daemon was killed; the move is ended", file);
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isLinked(Path file) throws IOException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names
                    && names > 1;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Object inode(Path file) throws IOException {
        return Objects.requireNonNull(Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS));
    }
}
