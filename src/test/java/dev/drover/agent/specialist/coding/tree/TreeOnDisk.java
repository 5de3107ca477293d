package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a folder holds, so that two moments can be compared. */
final class TreeOnDisk {
    private TreeOnDisk() {}

    /** Each file with its mode and the hash of its content, and each folder. */
    static Map<String, String> of(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                String what = Files.isSymbolicLink(path)
                        ? "link"
                        : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                                ? "folder"
                                : Integer.toOctalString(Modes.of(path)) + " "
                                        + SafeFiles.sha256(Files.readAllBytes(path));
                all.put(root.relativize(path).toString(), what);
            }
        }
        return all;
    }
}
