package dev.drover.bus;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Listing folders that others change meanwhile. */
public final class Folders {
    private Folders() {}

    /** What lies in the folder and has no name that begins with a dot. A folder that is missing is an empty one. */
    public static List<Path> list(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        each(folder, found::add);
        return found;
    }

    /** Is shown one entry after the other. */
    public interface Visitor {
        void visit(Path entry) throws IOException;
    }

    /** Shows what {@link #list} returns without holding all of it: a folder may have very many entries. */
    public static void each(Path folder, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isVisible(entry)) {
                    visitor.visit(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // Whoever removed it removed what was in it.
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Whether anyone may read it: nobody reads a name that begins with a dot (rule 1). */
    public static boolean isVisible(Path entry) {
        Path name = entry.getFileName();
        return name != null && !name.toString().startsWith(".");
    }

    /** Whether it is a message's file by its name. */
    public static boolean isMessage(Path entry) {
        Path name = entry.getFileName();
        return name != null && isVisible(entry) && name.toString().endsWith(".json");
    }
}
