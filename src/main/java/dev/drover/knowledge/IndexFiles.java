package dev.drover.knowledge;

import dev.drover.bus.Folders;
import dev.drover.bus.HomeAccess;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the index: {@code index-<n>.db}, the highest of which counts.
 *
 * <p>One that is damaged is never repaired or replaced in place, for another process may be at work in it, and SQLite finds
 * the files beside it by its name alone. The next number is begun instead. A new one is made whole under a name of its own
 * and then given its number, which only one process can do.
 */
record IndexFiles(Path folder) {
    private static final Logger log = LoggerFactory.getLogger(IndexFiles.class);
    private static final Pattern NAME = Pattern.compile("index-(\\d{1,9})\\.db(-.*)?");
    private static final int TRIES = 3;
    private static final String IN_MEMORY = ":memory:";

    /** What is done with an open index; it may be done again from the beginning. */
    interface Use<T> {
        T with(Index index) throws SQLException;
    }

    /** Uses the index on disk, and when that does not work, one in memory. */
    <T> T use(Use<T> use) throws IOException {
        // The driver takes what stands behind a question mark in a path for settings.
        for (int i = 0; i < TRIES && folder.toString().indexOf('?') < 0; i++) {
            int number = 0;
            try {
                number = newest();
                if (number == 0) {
                    number = begin();
                }
                try (Index index = Index.open(file(number).toString(), folder)) {
                    index.require();
                    return use.with(index);
                }
            } catch (SQLException e) {
                log.debug("the index in {} is made anew: {}", folder, e.toString());
                if (!replace(number)) {
                    break;
                }
            } catch (NoSuchFileException e) {
                log.debug("the index was removed meanwhile: {}", e.toString());
            } catch (IOException e) {
                log.debug("there can be no index in {}: {}", folder, e.toString());
                break;
            }
        }
        try (Index index = Index.open(IN_MEMORY, folder)) {
            index.create();
            return use.with(index);
        } catch (SQLException e) {
            throw new IOException("the full-text index does not work on this machine: " + e.getMessage(), e);
        }
    }

    /** Has the next use begin with an empty one. */
    void discard() throws IOException {
        int number = newest();
        if (number > 0) {
            replace(number);
        }
    }

    private Path file(int number) {
        return folder.resolve("index-" + number + ".db");
    }

    /** The number of the index that counts; 0 when there is none. */
    private int newest() throws IOException {
        int newest = 0;
        for (Path entry : Folders.list(folder)) {
            Matcher matcher = NAME.matcher(entry.getFileName().toString());
            if (matcher.matches() && matcher.group(2) == null) {
                newest = Math.max(newest, Integer.parseInt(matcher.group(1)));
            }
        }
        return newest;
    }

    /** Begins the index after a bad one, unless another process has done so. */
    private boolean replace(int bad) {
        try {
            if (newest() <= bad) {
                begin();
            }
            return true;
        } catch (IOException | SQLException e) {
            log.debug("no new index can be begun in {}: {}", folder, e.toString());
            return false;
        }
    }

    /** Makes an empty index with a number that no file has, not even one that belonged to an index that is gone. */
    private int begin() throws IOException, SQLException {
        HomeAccess.createFolder(folder);
        int highest = 0;
        for (Path entry : Folders.list(folder)) {
            Matcher matcher = NAME.matcher(entry.getFileName().toString());
            highest = matcher.matches() ? Math.max(highest, Integer.parseInt(matcher.group(1))) : highest;
        }
        Path made = folder.resolve("new-" + UUID.randomUUID() + ".db");
        try (Index index = Index.open(made.toString(), folder)) {
            index.create();
        }
        try {
            Files.createLink(file(highest + 1), made);
        } catch (FileAlreadyExistsException e) {
            log.debug("another process was faster: {}", e.toString());
        } finally {
            Files.deleteIfExists(made);
        }
        removeBelow(highest + 1);
        return highest + 1;
    }

    private void removeBelow(int number) throws IOException {
        for (Path entry : Folders.list(folder)) {
            Matcher matcher = NAME.matcher(entry.getFileName().toString());
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) < number) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
