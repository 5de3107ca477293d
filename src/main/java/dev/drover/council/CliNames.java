package dev.drover.council;

import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The names of the coding CLIs that a folder has files for, whether or not these can be read. */
final class CliNames {
    static final String FOLDER = "backends";
    private static final String ENDING = ".yaml";

    private CliNames() {}

    static Set<String> in(Path folder) {
        var names = new TreeSet<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + ENDING)) {
            for (Path file : files) {
                String fileName = file.getFileName().toString();
                String name = fileName.substring(0, fileName.length() - ENDING.length());
                if (Ids.isValid(name)) {
                    names.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Set.of();
        }
        return names;
    }
}
