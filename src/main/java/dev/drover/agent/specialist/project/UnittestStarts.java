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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How {@code unittest discover} has to be started: it descends only into packages, so a {@code tests} folder that
 * is none is not found from the root, and neither is one deeper down. By itself it takes {@code test*.py} only, so files
 * that are called the other way round need a start of their own.
 */
final class UnittestStarts {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_FOLDERS = 20;

    private UnittestStarts() {}

    /** The starts, without folders whose tests are run by themselves. */
    static List<UnittestStart> find(Path root, PythonTests tests) throws IOException {
        var starts = new ArrayList<UnittestStart>();
        prefixed(root, tests).forEach(folder -> starts.add(new UnittestStart(folder, UnittestStart.OWN)));
        Set<String> both = tests.unittest().stream()
                .filter(file -> file.matches("(?:.*/)?test[^/]*_test\\.py"))
                .map(file -> outermost(root, file))
                .collect(Collectors.toSet());
        tests.unittest().stream()
                .filter(file -> !name(file).startsWith("test"))
                .map(file -> {
                    String folder = outermost(root, file);
                    return new UnittestStart(
                            folder, both.contains(folder) ? patternBesideBoth(name(file)) : UnittestStart.SUFFIX);
                })
                .distinct()
                .limit(MAX_FOLDERS)
                .forEach(starts::add);
        return starts;
    }

    /** One that takes the file, and none that begins with "test", which would be run a second time. */
    private static String patternBesideBoth(String name) {
        return name.startsWith("t") ? name : "[!t]" + UnittestStart.SUFFIX;
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static String outermost(Path root, String file) {
        Path folder = root.resolve(file).resolveSibling("");
        String relative = root.relativize(PythonImports.outermost(folder, root)).toString();
        return relative.isEmpty() ? "." : relative;
    }

    /** Folders, relative to the root, in which files lie that discovery takes by itself. */
    private static List<String> prefixed(Path root, PythonTests tests) throws IOException {
        Set<Path> apart = tests.apart().stream().map(root::resolve).collect(Collectors.toSet());
        var folders = new ArrayList<String>();
        if (hasTests(root, apart, 0)) {
            folders.add(".");
        }
        for (String name : List.of("tests", "test")) {
            Path folder = root.resolve(name);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && !PythonImports.isPackage(folder)
                    && hasTests(folder, apart, 0)) {
                folders.add(name);
            }
        }
        tests.unittest().stream()
                .filter(file -> file.matches(".*/test[^/]*"))
                .map(file -> file.substring(0, file.lastIndexOf('/')))
                .filter(folder -> folders.stream().noneMatch(start -> comesTo(root, start, folder)))
                .distinct()
                .limit(MAX_FOLDERS)
                .forEach(folders::add);
        return folders;
    }

    /** Whether discovery that is started in a folder comes to another one. */
    private static boolean comesTo(Path root, String start, String folder) {
        Path from = root.resolve(start).normalize();
        Path at = root.resolve(folder);
        while (!at.equals(from) && at.startsWith(from) && PythonImports.isPackage(at)) {
            at = at.resolve("..").normalize();
        }
        return at.equals(from);
    }

    private static boolean hasTests(Path folder, Set<Path> apart, int depth) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.matches("test(?:_.*|.*_test)\\.py") && SafeFiles.isRegular(entry)) {
                    return true;
                }
                if (depth < MAX_DEPTH
                        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && PythonImports.isPackage(entry)
                        && !apart.contains(entry)
                        && hasTests(entry, apart, depth + 1)) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
