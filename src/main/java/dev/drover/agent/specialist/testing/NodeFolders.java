package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.support.SafeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the packages of a Node project lie: in its own folder, and in those above it, up to the workspace's, where
 * members of a workspace find what they share.
 *
 * @param all the project's folder first
 */
record NodeFolders(List<Path> all) {
    NodeFolders {
        all = List.copyOf(all);
    }

    static NodeFolders of(Suite suite) {
        var folders = new ArrayList<Path>();
        Path workspace = suite.assignment().workspace();
        for (Path at = suite.folder(); at != null && at.startsWith(workspace); at = at.getParent()) {
            folders.add(at);
        }
        return new NodeFolders(folders);
    }

    /** Whether yarn keeps the packages in archives, from which only a Node that yarn has started loads them. */
    boolean plugAndPlay() {
        return holds(".pnp.cjs");
    }

    /** Whether one of the folders holds a file of that name. */
    boolean holds(String name) {
        return all.stream().anyMatch(folder -> SafeFiles.isRegular(folder.resolve(name)));
    }

    boolean hasPackage(String name) {
        return plugAndPlay()
                || all.stream()
                        .anyMatch(folder ->
                                Files.isDirectory(folder.resolve("node_modules").resolve(name)));
    }

    /** A program that a package brings. */
    Optional<Path> program(String name) {
        return all.stream()
                .map(folder -> folder.resolve("node_modules/.bin").resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A command of a shell, in which the programs of the packages are found as they are in a script. */
    List<String> shell(String script) {
        String path = all.stream()
                .map(folder -> quoted(folder.resolve("node_modules/.bin").toString()))
                .collect(Collectors.joining(":"));
        var command = new ArrayList<String>();
        if (plugAndPlay()) {
            command.addAll(List.of("yarn", "exec"));
        }
        command.addAll(List.of("sh", "-c", "PATH=" + path + ":\"$PATH\"; " + script));
        return command;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
