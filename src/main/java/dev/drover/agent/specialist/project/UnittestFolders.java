package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where {@code unittest discover} has to be started: it descends only into packages, so a {@code tests} folder that
 * is none is not found from the root, and neither is one deeper down.
 */
final class UnittestFolders {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_FOLDERS = 20;

    private UnittestFolders() {}

    /**
     * The folders, relative to the root.
     *
     * @param testFiles files that are known to hold test cases, relative to the root
     */
    static List<String> find(Path root, List<String> testFiles) throws IOException {
        var folders = new ArrayList<String>();
        if (hasTests(root, 0)) {
            folders.add(".");
        }
        for (String name : List.of("tests", "test")) {
            Path folder = root.resolve(name);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !isPackage(folder) && hasTests(folder, 0)) {
                folders.add(name);
            }
        }
        if (folders.isEmpty()) {
            testFiles.stream()
                    .filter(file -> file.contains("/"))
                    .map(file -> file.substring(0, file.lastIndexOf('/')))
                    .distinct()
                    .limit(MAX_FOLDERS)
                    .forEach(folders::add);
        }
        return folders;
    }

    private static boolean hasTests(Path folder, int depth) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.startsWith("test_") && name.endsWith(".py") && SafeFiles.isRegular(entry)) {
                    return true;
                }
                if (depth < MAX_DEPTH
                        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && isPackage(entry)
                        && hasTests(entry, depth + 1)) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isPackage(Path folder) {
        return SafeFiles.isRegular(folder.resolve("__init__.py"));
    }
}
